import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {Vmms} from '../../../hypervisor/root/vmms/vmms.ts';
import {createWorkerFactory} from '../../../hypervisor/root/vmms/vm-worker.ts';
import type {CimInstance, CimValue} from '../../../hypervisor/wmi/cim.ts';
import {classTable} from '../../../hypervisor/wmi/class-table.ts';
import {cimInterval, cimTime, millisOfDateTime} from '../../../hypervisor/wmi/date-time.ts';
import {CIMV2, VIRTUALIZATION} from '../../../hypervisor/wmi/door.ts';
import {DoorError, type WbemName} from '../../../hypervisor/wmi/door-error.ts';
import {formatXml, parseEmbedded} from '../../../hypervisor/wmi/embedded.ts';
import {encodeFrame, FrameReader} from '../../../hypervisor/wmi/frames.ts';
import {formatPath, hostName, parsePath, samePath} from '../../../hypervisor/wmi/object-path.ts';
import {Provider} from '../../../hypervisor/wmi/provider.ts';
import {runQuery} from '../../../hypervisor/wmi/query.ts';
import {cimValueOf, fromWire, toWire} from '../../../hypervisor/wmi/wire-values.ts';

const VSMS = 'Msvm_VirtualSystemManagementService';

/** A service's inside without its socket, on a fresh folder; machines are defined, not started. */
function scene() {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-door-'));
  const workers = createWorkerFactory();
  const vmms = new Vmms({
    home,
    startWorker: workers.start,
    log: () => {},
    statIntervalSecs: 20,
    logicalProcessors: 1,
    onProcessors: workers.setProcessors,
  });
  const provider = new Provider(vmms);
  const query = (wql: string, namespace = VIRTUALIZATION): CimInstance[] =>
    runQuery(provider, wql, namespace);
  const invoke = (target: string, method: string, params: Record<string, CimValue> = {}) =>
    provider.invoke(target, method, params, VIRTUALIZATION);
  const end = async (): Promise<void> => {
    await vmms.stop(0);
    rmSync(home, {recursive: true});
  };
  return {home, vmms, provider, query, invoke, end};
}

function settings(className: string, properties: Record<string, CimValue>): CimInstance {
  return {className, path: '', properties};
}

function refOf(value: CimValue | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  return (first as {ref: string}).ref;
}

const vssd = (name: string): CimInstance =>
  settings('Msvm_VirtualSystemSettingData', {
    ElementName: name,
    VirtualSystemSubType: 'Microsoft:Hyper-V:SubType:2',
  });

test('frames arrive whole however the bytes come', t => {
  const frames = [
    encodeFrame({id: 1, op: 'query'}),
    encodeFrame({stream: 2}, Buffer.from('console')),
    encodeFrame({id: 3, text: 'ü'.repeat(3000)}),
  ];
  const bytes = Buffer.concat(frames);
  for (const step of [1, 3, 7, 4096, bytes.length]) {
    const reader = new FrameReader();
    const read = [];
    for (let at = 0; at < bytes.length; at += step)
      read.push(...reader.push(bytes.subarray(at, at + step)));
    t.deepEqual(
      read.map(frame => frame.header.id ?? frame.header.stream),
      [1, 2, 3],
      `in steps of ${step}`,
    );
    t.is(Buffer.from(read[1]?.bytes ?? []).toString(), 'console');
  }
  t.throws(() => new FrameReader().push(Buffer.from([255, 255, 255, 255, 0, 0, 0, 0])), {
    instanceOf: RangeError,
  });
  t.throws(() => new FrameReader().push(Buffer.from([2, 0, 0, 0, 0, 0, 0, 0, 91, 93])), {
    instanceOf: SyntaxError,
  });
});

test('64-bit numbers pass the wire exactly, and nothing else passes as a value', t => {
  const value = {a: 18446744073709551615n, list: [1, {datetime: 'x'}, -5n], text: 'int'};
  t.deepEqual(fromWire(JSON.parse(JSON.stringify(toWire(value)))), value);
  t.deepEqual(cimValueOf({className: 'C', path: '', properties: {A: [{int: '7'}]}}), {
    className: 'C',
    path: '',
    properties: {A: [7n]},
  });
  for (const bad of [
    {},
    {int: 'x'},
    {className: 5, properties: {}},
    {className: 'C', properties: {A: {}}},
  ])
    t.throws(() => cimValueOf(bad), {instanceOf: SyntaxError});
});

test('object paths are read in every spelling and written in one', t => {
  const full = `\\\\${hostName}\\root\\virtualization\\v2:Msvm_ComputerSystem.CreationClassName="Msvm_ComputerSystem",Name="X"`;
  t.is(
    formatPath(VIRTUALIZATION, 'Msvm_ComputerSystem', [
      ['CreationClassName', 'Msvm_ComputerSystem'],
      ['Name', 'X'],
    ]),
    full,
  );
  for (const text of [
    "Msvm_ComputerSystem.Name='X',CreationClassName='Msvm_ComputerSystem'",
    '//other/root/virtualization/v2:msvm_computersystem.name="x",creationclassname="msvm_computersystem"',
  ])
    t.true(samePath(full, text), text);
  t.false(samePath(full, full.replace('"X"', '"Y"')));
  t.deepEqual(
    [...(parsePath('C.A="q\\"\\\\",B=5').keys ?? [])],
    [
      ['a', 'q"\\'],
      ['b', '5'],
    ],
  );
  t.is(parsePath('C=@').keys, undefined);
  t.is(parsePath('C').keys?.size, 0);
  for (const bad of ['', 'C.', 'C.A=', 'C.A="x', 'C.A="x",', '=5', 'C A'])
    t.throws(() => parsePath(bad), {instanceOf: DoorError}, bad);
});

test('embedded instances: CIM-XML both ways, MOF in', t => {
  const instance = settings('Msvm_X', {
    Name: `a<b>&"'`,
    Count: 5,
    Big: 7n,
    On: true,
    When: {datetime: '20260101000000.000000+000'},
    List: ['x', 'y'],
    None: null,
  });
  const types: Record<string, string> = {
    Count: 'uint16',
    Big: 'uint64',
    On: 'boolean',
    When: 'datetime',
  };
  t.deepEqual(parseEmbedded(formatXml(instance, name => types[name] ?? 'string')), instance);
  t.deepEqual(
    parseEmbedded(
      '<DECLARATION><DECLGROUP><VALUE.OBJECT><INSTANCE CLASSNAME="C"><QUALIFIER NAME="q"/><PROPERTY NAME="A" TYPE="uint32"><VALUE>3</VALUE></PROPERTY></INSTANCE></VALUE.OBJECT></DECLGROUP></DECLARATION>',
    ),
    settings('C', {A: 3}),
  );
  t.deepEqual(
    parseEmbedded('instance of C {\n A = "x;\\"y"; B = {1, 2}; C = TRUE; D = NULL;\n};'),
    settings('C', {A: 'x;"y', B: [1, 2], C: true, D: null}),
  );
  for (const bad of [
    '',
    'nonsense',
    '<INSTANCE>',
    'instance of C { A = ; }',
    'instance of C { A = 1 B = 2; }',
  ])
    t.is(parseEmbedded(bad), undefined, bad);
});

test('times and intervals', t => {
  t.is(cimTime(Date.UTC(2026, 0, 2, 3, 4, 5, 678)).datetime, '20260102030405.678000+000');
  t.is(cimInterval(((26 * 60 + 3) * 60 + 4) * 1000 + 500).datetime, '00000001020304.500000:000');
  t.is(millisOfDateTime('20260102030405.000000+060'), Date.UTC(2026, 0, 2, 2, 4, 5));
  t.is(millisOfDateTime('00000000000500.000000:000'), 300_000);
  t.is(millisOfDateTime('soon'), undefined);
});

test('the schema: inheritance, keys, descendants; every class can be read', t => {
  const table = classTable('ROOT\\virtualization\\v2');
  for (const name of table.names()) t.is(table.get(name).name, name);
  const system = table.get('msvm_computersystem');
  t.deepEqual(system.keys, ['CreationClassName', 'Name']);
  t.is(
    system.properties.find(property => property.name === 'EnabledState')?.from,
    'CIM_EnabledLogicalElement',
  );
  t.is(
    system.properties.find(property => property.name === 'EnabledState')?.valueMap?.['9'],
    'Quiesce (Paused)',
  );
  t.true(
    table
      .withDescendants('CIM_ResourceAllocationSettingData')
      .includes('Msvm_ProcessorSettingData'),
  );
  t.false(
    table
      .withDescendants('Msvm_ResourceAllocationSettingData')
      .includes('Msvm_ProcessorSettingData'),
  );
  t.throws(() => table.get('Msvm_Nothing'), {instanceOf: DoorError});
  t.throws(() => classTable('root/virtualization'), {instanceOf: DoorError});
});

test('a machine is defined, found in every way, changed, and destroyed', async t => {
  const {query, invoke, provider, vmms, end} = scene();
  const memory = settings('Msvm_MemorySettingData', {
    ResourceType: 4,
    ResourceSubType: 'Microsoft:Hyper-V:Memory',
    VirtualQuantity: 512n,
  });
  const defined = await invoke(VSMS, 'DefineSystem', {
    SystemSettings: vssd('web01'),
    ResourceSettings: [memory],
  });
  t.is(defined.ReturnValue, 0);
  const system = refOf(defined.ResultingSystem);
  const [found] = query(
    "SELECT * FROM CIM_ComputerSystem WHERE elementname LIKE 'WEB%' AND Name != __SERVER",
  );
  t.is(found?.path, system);
  t.is(found?.properties.EnabledState, 3);
  t.is(
    query(`SELECT * FROM Msvm_ComputerSystem WHERE __PATH='${system.replaceAll('\\', '\\\\')}'`)
      .length,
    1,
  );
  const [config] = query(
    `ASSOCIATORS OF {${system}} WHERE AssocClass=Msvm_SettingsDefineState ResultClass=Msvm_VirtualSystemSettingData`,
  );
  t.is(config?.properties.InstanceID, `Microsoft:${String(found?.properties.Name)}`);
  const parts = query(
    `ASSOCIATORS OF {${config?.path}} WHERE AssocClass=Msvm_VirtualSystemSettingDataComponent`,
  );
  t.deepEqual(parts.map(part => part.className).sort(), [
    'Hvsh_BootSourceSettingData',
    'Msvm_GuestServiceInterfaceComponentSettingData',
    'Msvm_HeartbeatComponentSettingData',
    'Msvm_KvpExchangeComponentSettingData',
    'Msvm_MemorySettingData',
    'Msvm_ProcessorSettingData',
    'Msvm_ResourceAllocationSettingData',
    'Msvm_ShutdownComponentSettingData',
    'Msvm_TimeSyncComponentSettingData',
    'Msvm_VssComponentSettingData',
  ]);
  t.is(
    parts.find(part => part.className === 'Msvm_MemorySettingData')?.properties.VirtualQuantity,
    512n,
  );
  t.is(
    query(
      `REFERENCES OF {${system}} WHERE ResultClass=Msvm_SettingsDefineState Role=ManagedElement`,
    ).length,
    1,
  );
  t.is(
    query(
      `SELECT * FROM Msvm_SettingsDefineState WHERE ManagedElement='${system.replaceAll('\\', '\\\\')}'`,
    ).length,
    1,
  );

  const renamed = await invoke(VSMS, 'ModifySystemSettings', {
    SystemSettings: settings('Msvm_VirtualSystemSettingData', {
      InstanceID: config?.properties.InstanceID ?? '',
      ElementName: 'web02',
      Notes: ['n', 'ignored'],
    }),
  });
  t.is(renamed.ReturnValue, 0);
  t.deepEqual(
    query('SELECT ElementName, Notes FROM Msvm_VirtualSystemSettingData')[0]?.properties,
    {InstanceID: config?.properties.InstanceID ?? '', ElementName: 'web02', Notes: ['n']},
  );

  const processor = parts.find(part => part.className === 'Msvm_ProcessorSettingData');
  const changed = await invoke(VSMS, 'ModifyResourceSettings', {
    ResourceSettings: [
      settings('Msvm_ProcessorSettingData', {
        InstanceID: processor?.properties.InstanceID ?? '',
        Weight: 200,
        Limit: 50_000n,
      }),
    ],
  });
  t.is(changed.ReturnValue, 0);
  t.like(
    provider.instance(provider.resolve(processor?.path ?? '', VIRTUALIZATION) ?? t.fail())
      .properties,
    {Weight: 200, Limit: 50_000n, Reservation: 0n},
  );
  t.like(query('SELECT * FROM Hvsh_ResourceConfiguration')[0]?.properties, {
    CpuSharesLevel: 'High',
    NumCpuShares: 2000,
    CpuLimitMHz: BigInt(Math.round(vmms.facts.processorMHz / 2)),
  });

  t.is((await invoke(system, 'RequestStateChange', {RequestedState: 9})).ReturnValue, 32775);
  t.is((await invoke(system, 'RequestStateChange', {RequestedState: 77})).ReturnValue, 32773);
  const destroyed = await invoke(VSMS, 'DestroySystem', {AffectedSystem: {ref: system}});
  t.is(destroyed.ReturnValue, 4096);
  await [...vmms.jobs.all.values()].at(-1)?.done;
  t.deepEqual(query('SELECT * FROM Msvm_ComputerSystem WHERE Name != __SERVER'), []);
  await end();
});

test('disks hang on drives, drives on controllers', async t => {
  const {query, invoke, vmms, home, end} = scene();
  const config = `Msvm_VirtualSystemSettingData.InstanceID="Microsoft:${vmms.define({ElementName: 'a', VirtualSystemSubType: 'Microsoft:Hyper-V:SubType:2'}, []).id}"`;
  const add = (properties: Record<string, CimValue>) =>
    invoke(VSMS, 'AddResourceSettings', {
      AffectedConfiguration: config,
      ResourceSettings: [settings('Msvm_ResourceAllocationSettingData', properties)],
    });
  const controller = {
    ResourceType: 6,
    ResourceSubType: 'Microsoft:Hyper-V:Synthetic SCSI Controller',
  };
  const drive = (Parent: string) => ({
    ResourceType: 17,
    ResourceSubType: 'Microsoft:Hyper-V:Synthetic Disk Drive',
    Parent,
  });
  const disk = (Parent: string) => ({
    ResourceType: 31,
    ResourceSubType: 'Microsoft:Hyper-V:Virtual Hard Disk',
    Parent,
    HostResource: [path.join(home, 'a.vhd')],
  });

  const scsi = refOf((await add(controller)).ResultingResourceSettings);
  const drives = [
    refOf((await add(drive(scsi))).ResultingResourceSettings),
    refOf((await add(drive(scsi))).ResultingResourceSettings),
  ];
  t.deepEqual(
    query(
      "SELECT AddressOnParent FROM Msvm_ResourceAllocationSettingData WHERE ResourceType=17 AND NOT InstanceID LIKE '%Default'",
    ).map(row => row.properties.AddressOnParent),
    ['0', '1'],
  );
  t.is((await add(disk(drives[0] ?? ''))).ReturnValue, 0);
  t.deepEqual([...vmms.machines.values()][0]?.disks(), [
    {bus: 'scsi', controller: 0, location: 0, path: path.join(home, 'a.vhd'), readOnly: false},
  ]);

  const refusals: [string, Record<string, CimValue>, number][] = [
    ['a disk on a controller', disk(scsi), 32768],
    ['a second disk in a drive', disk(drives[0] ?? ''), 32768],
    ['a taken place', {...drive(scsi), AddressOnParent: '1'}, 32768],
    ['a place that is not there', {...drive(scsi), AddressOnParent: '64'}, 32768],
    [
      'a parent that is not there',
      drive('Msvm_ResourceAllocationSettingData.InstanceID="Microsoft:x"'),
      32773,
    ],
    ['an unknown type', {ResourceType: 99, ResourceSubType: 'x'}, 32773],
  ];
  for (const [name, properties, code] of refusals) {
    const result = await add(properties);
    t.is(result.ReturnValue, code, name);
    t.is(typeof result.Message, 'string', name);
  }
  t.is(
    (await invoke(VSMS, 'RemoveResourceSettings', {ResourceSettings: [{ref: scsi}]})).ReturnValue,
    0,
  );
  t.is(
    [...vmms.machines.values()][0]?.config.resources.filter(({kind}) => /disk|scsi/.test(kind))
      .length,
    0,
    'drives and media went with the controller',
  );
  await end();
});

test('pools: create, nest, refuse, move, remove', async t => {
  const {query, invoke, vmms, end} = scene();
  const service = 'Hvsh_ResourceService';
  const capacity = Math.floor(vmms.capacity.cpu);
  const gold = refOf(
    (
      await invoke(service, 'CreatePool', {
        ElementName: 'gold',
        CpuReservationMHz: capacity - 100,
        CpuSharesLevel: 'High',
      })
    ).Pool,
  );
  t.like(query("SELECT * FROM Hvsh_ResourcePool WHERE ElementName='gold'")[0]?.properties, {
    CpuSharesLevel: 'High',
    NumCpuShares: 8000,
    CpuReservationMHz: BigInt(capacity - 100),
    CpuExpandableReservation: true,
    MemSharesLevel: 'Normal',
  });
  t.like(await invoke(service, 'CreatePool', {ElementName: 'silver', CpuReservationMHz: 200}), {
    ReturnValue: 32780,
    Fault: 'PoolCpuShortage',
  });
  t.like(await invoke(service, 'CreatePool', {ElementName: 'GOLD'}), {
    ReturnValue: 32788,
    Fault: 'NameTaken',
  });
  t.like(
    await invoke(service, 'CreatePool', {ElementName: 'x', CpuReservationMHz: 10, CpuLimitMHz: 5}),
    {ReturnValue: 32773, Fault: 'BadSetting'},
  );
  const inner = refOf(
    (
      await invoke(service, 'CreatePool', {
        ElementName: 'inner',
        Parent: gold,
        CpuReservationMHz: 50,
      })
    ).Pool,
  );
  t.is(
    (await invoke(service, 'MovePool', {Pool: gold, Parent: inner})).ReturnValue,
    32773,
    'not below itself',
  );
  const machine = vmms.define({ElementName: 'a'}, []);
  t.is(
    (
      await invoke(service, 'MoveSystem', {
        System: `Msvm_ComputerSystem.Name="${machine.id}"`,
        Pool: inner,
      })
    ).ReturnValue,
    0,
  );
  t.is(
    query(
      `ASSOCIATORS OF {${inner}} WHERE AssocClass=Hvsh_PoolMember ResultClass=Msvm_ComputerSystem`,
    )[0]?.properties.ElementName,
    'a',
  );
  t.is((await invoke(service, 'RemovePool', {Pool: inner})).ReturnValue, 0);
  t.is(
    query('SELECT * FROM Hvsh_ResourceConfiguration')[0]?.properties.Pool &&
      refOf(query('SELECT * FROM Hvsh_ResourceConfiguration')[0]?.properties.Pool),
    gold,
  );
  t.is(
    (await invoke(service, 'RemovePool', {Pool: 'Hvsh_ResourcePool.InstanceID="Hvsh:Pool:Root"'}))
      .ReturnValue,
    32773,
  );
  const set = (params: Record<string, CimValue>) =>
    invoke(service, 'ModifyConfiguration', {
      System: `Msvm_ComputerSystem.Name="${machine.id}"`,
      ...params,
    });
  t.is(
    (await set({NumCpuShares: 333, CpuLimitMHz: 700, MemReservationLockedToMax: true})).ReturnValue,
    0,
  );
  t.like(query('SELECT * FROM Hvsh_ResourceConfiguration')[0]?.properties, {
    CpuSharesLevel: 'Custom',
    NumCpuShares: 333,
    CpuLimitMHz: 700n,
    MemReservationMB: 1024n,
    MemReservationLockedToMax: true,
  });
  t.is((await set({CpuLimitMHz: null})).ReturnValue, 0);
  t.is(query('SELECT * FROM Hvsh_ResourceConfiguration')[0]?.properties.CpuLimitMHz, undefined);
  t.like(await set({CpuReservationMHz: vmms.facts.processorMHz * 2}), {
    ReturnValue: 32773,
    Fault: 'BadSetting',
  });
  await end();
});

const errors: readonly [string, WbemName][] = [
  ['SELECT * FROM Msvm_Nothing', 'INVALID_CLASS'],
  ['SELECT Foo FROM Msvm_ComputerSystem', 'INVALID_QUERY'],
  ['SELECT * FROM Msvm_ComputerSystem WHERE Foo=1', 'INVALID_QUERY'],
  ['SELECT * FROM Msvm_ComputerSystem WHERE OperationalStatus=2', 'INVALID_QUERY'],
  ["SELECT * FROM Msvm_ComputerSystem WHERE EnabledState='on'", 'INVALID_QUERY'],
  ['SELEC', 'UNPARSABLE_QUERY'],
  ['ASSOCIATORS OF {Msvm_ComputerSystem.Name="none"}', 'NOT_FOUND'],
  [
    `ASSOCIATORS OF {Msvm_ComputerSystem.Name="${hostName}"} WHERE AssocClass=Msvm_Nothing`,
    'INVALID_CLASS',
  ],
  [`ASSOCIATORS OF {Msvm_ComputerSystem.Name="${hostName}"} WHERE Role=A Role=B`, 'INVALID_QUERY'],
  ['ASSOCIATORS OF {not a path}', 'INVALID_OBJECT_PATH'],
];

test('queries and calls that are wrong say how', async t => {
  const {query, invoke, end} = scene();
  for (const [wql, code] of errors)
    t.is(t.throws(() => query(wql), {instanceOf: DoorError}, wql)?.code, code, wql);
  const host = `Msvm_ComputerSystem.Name="${hostName}"`;
  const calls: [string, string, Record<string, CimValue>, WbemName][] = [
    [host, 'Fly', {}, 'INVALID_METHOD'],
    [host, 'RequestStateChange', {Speed: 5}, 'INVALID_METHOD_PARAMETERS'],
    [host, 'RequestStateChange', {RequestedState: 70_000}, 'TYPE_MISMATCH'],
    ['Msvm_ComputerSystem.Name="none"', 'RequestStateChange', {}, 'NOT_FOUND'],
    [VSMS, 'DestroySystem', {}, 'INVALID_PARAMETER'],
    [VSMS, 'ModifyServiceSettings', {}, 'METHOD_NOT_IMPLEMENTED'],
  ];
  for (const [target, method, params, code] of calls)
    t.is(
      (await t.throwsAsync(invoke(target, method, params), {instanceOf: DoorError}))?.code,
      code,
      method,
    );
  t.like(await invoke(VSMS, 'DestroySystem', {AffectedSystem: 'Msvm_ComputerSystem.Name="none"'}), {
    ReturnValue: 32773,
  });
  await end();
});

test('every instance there is has a path that leads back to it', async t => {
  const {query, provider, vmms, end} = scene();
  vmms.define({ElementName: 'one', VirtualSystemSubType: 'Microsoft:Hyper-V:SubType:1'}, []);
  for (const [root, namespace] of [
    ['CIM_ManagedElement', VIRTUALIZATION],
    ['Win32_Processor', CIMV2],
    ['Win32_OperatingSystem', CIMV2],
    ['Win32_ComputerSystem', CIMV2],
    ['Win32_ComputerSystemProduct', CIMV2],
  ] as const) {
    const all = query(`SELECT * FROM ${root}`, namespace);
    t.true(all.length > 0);
    for (const instance of all) {
      const object = provider.resolve(instance.path, VIRTUALIZATION);
      t.is(object && provider.pathOf(object), instance.path);
    }
  }
  const pools = query(
    "SELECT * FROM Msvm_ResourcePool WHERE ResourceSubType='Microsoft:Hyper-V:Memory' AND Primordial=True",
  );
  const [capabilities] = query(
    `ASSOCIATORS OF {${pools[0]?.path}} WHERE AssocClass=Msvm_ElementCapabilities`,
  );
  const [template] = query(
    `ASSOCIATORS OF {${capabilities?.path}} WHERE AssocClass=Msvm_SettingsDefineCapabilities`,
  );
  t.is(template?.properties.VirtualQuantity, 1024n, 'pool to capabilities to template');
  await end();
});
