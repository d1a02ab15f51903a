/** Where the guest keeps its fixed pages. Everything behind them belongs to the page allocator. */
export const PAGE = 4096;

/** Page numbers. Page 0 is never touched. */
export const FixedPage = {
  hypercall: 1,
  messages: 2,
  events: 3,
  postInput: 4,
  crashText: 5,
  log: 6, //     LOG_PAGES pages
  bitmap: 10, // as many as the memory needs
} as const;

export const LOG_PAGES = 4;

export function gpaOf(page: number): number {
  return page * PAGE;
}
