/** Scripts for a guest's shell (hypervisor/images/guest/*.sh) are texts in the bundle. */
declare module '*.sh' {
  const text: string;
  export default text;
}
