/**
 * VMBus control messages: numbers, versions and layouts, for both sides.
 *
 * Source: hyperv-wire.md 3.1 to 3.4. Behaviour: server.ts (root), the guest's client (child).
 * Each message begins with its type and four reserved bytes; it travels in one SynIC message.
 */
import {bytes, guid, layout, reserved, u16, u32, u64, u8} from '../../wire/layout.ts';

/** SynIC message type that carries VMBus messages. */
export const VMBUS_MESSAGE_TYPE = 1;
/** The interrupt source that VMBus uses unless version 5 asked for another. */
export const VMBUS_SINT = 2;
/** Where a guest posts its messages: up to 4.1, and from 5.0. */
export const MESSAGE_CONNECTION_ID = 1;
export const MESSAGE_CONNECTION_ID_5 = 4;
/** The connection of the shared interrupt page, versions before 1.1. */
export const EVENT_CONNECTION_ID = 2;

/** Channel ids are bits of a 2048-bit page; bit 0 is not used. */
export const MAX_RELID = 2047;
/** Interrupts of a channel opened with this target processor are off while it is open. */
export const NO_INTERRUPTS_VP = 0xffffffff;

export const VmbusVersion = {
  V1: 0x0000000d,
  Win7: 0x00010001,
  Win8: 0x00020004,
  Win81: 0x00030000,
  Win10: 0x00040000,
  Win10Rs3: 0x00040001,
  V5: 0x00050000,
  V5_1: 0x00050001,
  V5_2: 0x00050002,
  Iron: 0x00050003,
} as const;

/** What this host speaks, newest first. Older guests used a shared interrupt page. */
export const HOST_VERSIONS: readonly number[] = [
  VmbusVersion.Iron,
  VmbusVersion.V5_2,
  VmbusVersion.V5_1,
  VmbusVersion.V5,
  VmbusVersion.Win10Rs3,
  VmbusVersion.Win10,
  VmbusVersion.Win81,
  VmbusVersion.Win8,
];

export const ChannelMessage = {
  OfferChannel: 1,
  RescindChannelOffer: 2,
  RequestOffers: 3,
  AllOffersDelivered: 4,
  OpenChannel: 5,
  OpenResult: 6,
  CloseChannel: 7,
  GpadlHeader: 8,
  GpadlBody: 9,
  GpadlCreated: 10,
  GpadlTeardown: 11,
  GpadlTorndown: 12,
  RelIdReleased: 13,
  InitiateContact: 14,
  VersionResponse: 15,
  Unload: 16,
  UnloadComplete: 17,
  OpenReservedChannel: 18,
  CloseReservedChannel: 19,
  CloseReservedChannelResponse: 20,
  TlConnectRequest: 21,
  ModifyChannel: 22,
  TlConnectResult: 23,
  ModifyChannelResponse: 24,
} as const;

export const VmbusStatus = {
  Success: 0,
  Failure: 0x8000ffff,
  ConnectionRefused: 0xc0000236,
} as const;

/** VersionResponse.connectionState. */
export const ConnectionState = {Successful: 0, FailedLowResources: 1, FailedUnknown: 2} as const;

/** Bits of OfferChannel.flags. */
export const OfferFlags = {
  EnumerateDeviceInterface: 0x1,
  NamedPipe: 0x10,
  Loopback: 0x100,
  ParentOffer: 0x200,
  RequestMonitoredNotification: 0x400,
  TlnpiProvider: 0x2000,
} as const;

const head = {messageType: u32(0), padding: reserved(4, 4)} as const;

/** The messages that are only a type: RequestOffers, AllOffersDelivered, Unload, UnloadComplete. */
export const MessageHeader = layout(8, {...head});

export const OFFER_USER_DATA_SIZE = 120;

export const OfferChannel = layout(196, {
  ...head,
  interfaceId: guid(8),
  instanceId: guid(24),
  rsvd: reserved(40, 16),
  flags: u16(56),
  mmioMegabytes: u16(58),
  userDefined: bytes(60, OFFER_USER_DATA_SIZE),
  subChannelIndex: u16(180),
  mmioMegabytesOptional: u16(182),
  relid: u32(184),
  monitorId: u8(188),
  monitorAllocated: u8(189),
  isDedicated: u16(190),
  connectionId: u32(192),
});

/** RescindChannelOffer, CloseChannel, RelIdReleased. */
export const RelidMessage = layout(12, {...head, relid: u32(8)});

export const OpenChannel = layout(148, {
  ...head,
  relid: u32(8),
  openId: u32(12),
  ringGpadl: u32(16),
  targetVp: u32(20),
  downstreamPageOffset: u32(24),
  userData: bytes(28, 120),
});

export const OpenResult = layout(20, {...head, relid: u32(8), openId: u32(12), status: u32(16)});

/** Followed by as much of the ranges as fits. */
export const GpadlHeader = layout(20, {
  ...head,
  relid: u32(8),
  gpadl: u32(12),
  rangeBufferLength: u16(16),
  rangeCount: u16(18),
});

/** Followed by page numbers. */
export const GpadlBody = layout(16, {...head, messageNumber: u32(8), gpadl: u32(12)});

export const GpadlCreated = layout(20, {...head, relid: u32(8), gpadl: u32(12), status: u32(16)});
export const GpadlTeardown = layout(16, {...head, relid: u32(8), gpadl: u32(12)});
export const GpadlTorndown = layout(12, {...head, gpadl: u32(8)});

/** `interruptPage` is, from 5.0, {sint u8, vtl u8, rsvd u16, featureFlags u32}. */
export const InitiateContact = layout(40, {
  ...head,
  versionRequested: u32(8),
  targetMessageVp: u32(12),
  interruptPage: u64(16),
  parentToChildMonitorGpa: u64(24),
  childToParentMonitorGpa: u64(32),
});

/** `selected` is the version, and from 5.0 the connection to post further messages to. */
export const VersionResponse = layout(16, {
  ...head,
  supported: u8(8),
  connectionState: u8(9),
  pad: reserved(10, 2),
  selected: u32(12),
});

export const TlConnectRequest = layout(40, {...head, endpointId: guid(8), serviceId: guid(24)});
export const TlConnectResult = layout(44, {
  ...head,
  endpointId: guid(8),
  serviceId: guid(24),
  status: u32(40),
});
export const ModifyChannel = layout(16, {...head, relid: u32(8), targetVp: u32(12)});
export const ModifyChannelResponse = layout(16, {...head, relid: u32(8), status: u32(12)});
