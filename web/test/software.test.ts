/* Which software a device says it runs. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnOf } from '../src/model/columns';
import { softwareOf, versionIn } from '../src/model/software';
import { device, storeOf } from './fixtures';

const agent = (description: string) => ({ at: 9, state: 'answering' as const, description });
const chassis = (...parts: { kind: string; version: string }[]) => ({ at: 7, members: [], parts: parts.map((part, at) => ({ name: `p${at}`, ...part })), sensors: [] });

describe('software', () => {
  it('is not told by nobody', () => assert.deepEqual(softwareOf(undefined, undefined), []));
  it('is that of each member, in their order', () => {
    const stack = { at: 7, members: [{ number: 1, version: '15.1R7' }, { number: 0, version: '15.1R6' }, { number: 2 }], parts: [], sensors: [] };
    assert.deepEqual(softwareOf(stack, agent('kernel JUNOS 1.2')), ['15.1R6', '15.1R7']);
  });
  it('is what the agent says, and never the revision of a board', () => {
    assert.deepEqual(softwareOf(chassis({ kind: 'chassis', version: 'REV 07' }), agent('Juniper Networks, Inc. mx480 internet router, kernel JUNOS 18.4R2.7, Build date: 2019-06-27')), ['18.4R2.7']);
    for (const version of ['REV 07', 'A0', 'V02', '07']) assert.deepEqual(softwareOf(chassis({ kind: 'chassis', version }), undefined), [], version);
  });
  it('is that of the chassis or its engine where the agent says nothing of it', () => {
    assert.deepEqual(softwareOf(chassis({ kind: 'chassis', version: 'REV 07' }, { kind: 'supply', version: '9.9.9' }, { kind: 'engine', version: '18.4R2.7' }), agent('core')), ['18.4R2.7']);
  });
  it('is found in what vendors say of themselves', () => {
    const lines: Record<string, string> = {
      'Juniper Networks, Inc. ex3400-48t Ethernet Switch, kernel JUNOS 15.1X53-D59.4, Build date: 2018-09-14': '15.1X53-D59.4',
      'Cisco IOS Software, C2960X Software (C2960X-UNIVERSALK9-M), Version 15.0(2a)EX5, RELEASE SOFTWARE (fc3)': '15.0(2a)EX5',
      'Arista Networks EOS version 4.15.3F running on an Arista Networks DCS-7050TX-128': '4.15.3F',
      'HP J9775A 2530-48G Switch, revision YA.16.10.0012, ROM YA.15.20 (/ws/swbuildm)': 'YA.16.10.0012',
      'Aruba JL658A 6300M FL.10.06.0101': 'FL.10.06.0101',
      'Linux ap1.example 5.10.176 #0 SMP Thu Apr 27 20:28:15 2023 mips': '5.10.176',
      'PowerConnect 8024, 5.1.0.1, VxWorks 6.6': '5.1.0.1',
      'HPE Comware Platform Software, Software Version 7.1.070, Release 6126P20': '7.1.070',
      'Juniper SRX240B gsm-fw': '',
      'hostname.example.org': '',
      '': '',
    };
    for (const [line, version] of Object.entries(lines)) assert.equal(versionIn(line), version, line);
  });
  it('stands in the table with the age of who told it', () => {
    const core = device('core');
    const store = storeOf([core]);
    store.agents.set('core', agent('kernel JUNOS 18.4R2.7,'));
    const source = { store, moment: String };
    assert.equal(columnOf('version').words(core, source), '18.4R2.7');
    assert.equal(columnOf('version').told!(core, source), 9);
    store.chassis.set('core', chassis({ kind: 'chassis', version: 'REV 07' }));
    assert.equal(columnOf('version').words(core, source), '18.4R2.7');
  });
});
