/*
 * What a device is made of: the members of a stack side by side, its parts, its sensors with their limits.
 */
import { count, figure, span } from '../model/format';
import type { Chassis, Member, Part, Sensor } from '../model/report';
import { limits, lost, partsInOrder, sensorGroups, sensorOf, stateOf, STATUS_WORDS, statusRank } from '../model/sensors';
import { rev, store } from './app';
import { Aged, Mark } from './bits';

/** It is asked every five minutes. */
const OLD = 11 * 60_000;
/** So many that are well are shown; the rest is folded. */
const SHOWN = 4;

export function ChassisBlocks({ name }: { name: string }) {
  rev.open.value;
  const chassis = store.chassis.get(name);
  if (!chassis) return null;
  return (
    <>
      {(chassis.members?.length ?? 0) > 0 && <Members chassis={chassis} />}
      {(chassis.sensors?.length ?? 0) > 0 && <Sensors chassis={chassis} />}
      {(chassis.parts?.length ?? 0) > 0 && <Parts chassis={chassis} />}
    </>
  );
}

function Members({ chassis }: { chassis: Chassis }) {
  const members = [...chassis.members!].sort((a, b) => a.number - b.number);
  const gone = members.filter(lost).length;
  return (
    <section class="block" aria-labelledby="members-title">
      <header class="block-head">
        <h3 id="members-title">{members.length > 1 ? 'Stack' : 'Chassis'}</h3>
        <p class="sum">
          {members.length - gone} of {count(members.length, 'member')}
          {gone > 0 && <b class="word-down">, {gone} lost</b>} <Aged at={chassis.at} old={OLD} />
        </p>
      </header>
      <ul class="members">
        {members.map((member) => (
          <MemberCard key={member.number} member={member} chassis={chassis} />
        ))}
      </ul>
    </section>
  );
}

function MemberCard({ member, chassis }: { member: Member; chassis: Chassis }) {
  const gone = lost(member);
  return (
    <li class={`member${gone ? ' member-lost' : ''}`} data-member={member.number}>
      <p class="member-head">
        <Mark state={gone ? 'down' : stateOf(member.status)} />
        <b>Member {member.number}</b>
      </p>
      <p class={gone ? 'word-down' : 'quiet'}>{gone ? 'lost' : member.role || 'no role told'}</p>
      <dl>
        <Line name="model">{member.model}</Line>
        <Line name="serial" mono>{member.serial}</Line>
        <Line name="version" mono>{member.version}</Line>
        <Line name="up">{member.up === undefined || gone ? undefined : span(member.up)}</Line>
        <Line name="warmest">{measured(chassis, member, 'temperature')}</Line>
        <Line name="CPU">{measured(chassis, member, 'cpu')}</Line>
        <Line name="memory">{measured(chassis, member, 'memory')}</Line>
      </dl>
    </li>
  );
}

function measured(chassis: Chassis, member: Member, kind: string): string | undefined {
  const sensor = lost(member) ? null : sensorOf(chassis, member.number, kind);
  return sensor === null ? undefined : figure(sensor.value!, sensor.unit);
}

function Line({ name, children, mono = false }: { name: string; children: string | undefined; mono?: boolean }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class={children && mono ? 'mono' : children ? undefined : 'quiet'}>{children || 'not told'}</dd>
    </div>
  );
}

function Sensors({ chassis }: { chassis: Chassis }) {
  const groups = sensorGroups(chassis.sensors!);
  const several = (chassis.members?.length ?? 0) > 1;
  return (
    <section class="block" aria-labelledby="sensors-title">
      <header class="block-head">
        <h3 id="sensors-title">Sensors</h3>
        <p class="sum">
          {count(chassis.sensors!.length, 'sensor')} <Aged at={chassis.at} old={OLD} />
        </p>
      </header>
      {groups.map(({ kind, title, sensors }) => {
        const loud = sensors.filter(({ status }) => statusRank(status) < 2).length;
        const shown = Math.max(loud, sensors.length <= SHOWN + 1 ? sensors.length : SHOWN);
        const rest = sensors.slice(shown);
        return (
          <div class="sensor-group" key={kind}>
            <h4>{title}</h4>
            <ul>
              {sensors.slice(0, shown).map((sensor, index) => (
                <SensorLine key={`${sensor.name} ${index}`} sensor={sensor} several={several} />
              ))}
            </ul>
            {rest.length > 0 && (
              <details class="fold-list">
                <summary>{count(rest.length, 'more', 'more')}, none of them out of its limits</summary>
                <ul>
                  {rest.map((sensor, index) => (
                    <SensorLine key={`${sensor.name} ${index}`} sensor={sensor} several={several} />
                  ))}
                </ul>
              </details>
            )}
          </div>
        );
      })}
    </section>
  );
}

function SensorLine({ sensor, several }: { sensor: Sensor; several: boolean }) {
  const loud = statusRank(sensor.status) < 2;
  const place = [several && sensor.member !== undefined ? `member ${sensor.member}` : '', sensor.port ?? ''].filter(Boolean).join(', ');
  return (
    <li class={`sensor${loud ? ' sensor-loud' : ''}`}>
      <Mark state={stateOf(sensor.status)} />
      <span class="sensor-name">
        {sensor.name} {place && <span class="quiet">{place}</span>}
      </span>
      <b>{sensor.value == null ? 'no value' : figure(sensor.value, sensor.unit)}</b>
      <span class="sensor-limits">{loud ? `${STATUS_WORDS[sensor.status!]}${limits(sensor) ? `: ${limits(sensor)}` : ''}` : limits(sensor)}</span>
    </li>
  );
}

function Parts({ chassis }: { chassis: Chassis }) {
  const parts = partsInOrder(chassis.parts!);
  const loud = parts.filter(({ status }) => statusRank(status) < 2);
  const main = parts.filter((part) => !loud.includes(part) && ['supply', 'fan', 'engine'].includes(part.kind ?? ''));
  const rest = parts.filter((part) => !loud.includes(part) && !main.includes(part));
  const several = (chassis.members?.length ?? 0) > 1;
  return (
    <section class="block" aria-labelledby="parts-title">
      <header class="block-head">
        <h3 id="parts-title">Parts</h3>
        <p class="sum">
          {count(parts.length, 'part')} <Aged at={chassis.at} old={OLD} />
        </p>
      </header>
      <ul>
        {[...loud, ...main].map((part, index) => (
          <PartLine key={`${part.name} ${index}`} part={part} several={several} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details class="fold-list">
          <summary>{count(rest.length, 'other part')}: modules, optics</summary>
          <ul>
            {rest.map((part, index) => (
              <PartLine key={`${part.name} ${index}`} part={part} several={several} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function PartLine({ part, several }: { part: Part; several: boolean }) {
  const loud = statusRank(part.status) < 2;
  const about = [several && part.member !== undefined ? `member ${part.member}` : '', part.model ?? part.description ?? ''].filter(Boolean).join(', ');
  return (
    <li class={`sensor${loud ? ' sensor-loud' : ''}`}>
      <Mark state={stateOf(part.status)} />
      <span class="sensor-name">
        {part.name} {about && <span class="quiet">{about}</span>}
      </span>
      <b>{part.status === 'worn' ? 'worn' : STATUS_WORDS[part.status ?? 'unknown']}</b>
      <span class="sensor-limits mono">{part.serial ?? ''}</span>
    </li>
  );
}
