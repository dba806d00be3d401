/*
 * Who is on a device: a line of words wherever a device is shown, and the buttons where something may be done about it.
 */
import { claimWords, standing } from '../model/claims';
import { Ago } from './bits';
import { asking, busy, claimOf, consent, forgetWish, give, myName, take, waiting } from './claims';
import { mayEdit } from './me';

/** "ann is on it, 4 min"; nothing while nobody is. */
export function OnIt({ name }: { name: string }) {
  const claim = claimOf(name);
  if (!claim) return null;
  return (
    <span class="onit" data-claim={claim.who}>
      {claimWords(claim, myName.value)} <Ago at={claim.since} />
    </span>
  );
}

/** The buttons, what could not be sent, and what waits. */
export function ClaimBlock({ name }: { name: string }) {
  const how = standing(claimOf(name), myName.value);
  const wish = waiting.value.find(({ device }) => device === name);
  return (
    <div class="claim" data-standing={how}>
      {how !== 'free' && (
        <p class="claim-who">
          <OnIt name={name} />
        </p>
      )}
      {asking.value?.device === name && <Consent name={name} />}
      {wish && (
        <p class="claim-waits" data-waits={wish.what}>
          {wish.what === 'take' ? 'That you are on it' : 'That it is given back'} waits for the server.{' '}
          <button type="button" class="text-button" onClick={() => forgetWish(name)}>
            Do not send
          </button>
        </p>
      )}
      {mayEdit.value && <Buttons name={name} how={how} />}
    </div>
  );
}

function Buttons({ name, how }: { name: string; how: ReturnType<typeof standing> }) {
  const off = busy.value.has(name);
  return (
    <p class="claim-buttons">
      {how !== 'mine' && (
        <button type="button" class="big-button" disabled={off} aria-label={`${how === 'free' ? "I'm on it" : 'Take over'}: ${name}`} onClick={() => take(name)}>
          {how === 'free' ? "I'm on it" : 'Take over'}
        </button>
      )}
      {how !== 'free' && (
        <button type="button" class="big-button" disabled={off} aria-label={`Give back: ${name}`} onClick={() => give(name)}>
          Give back
        </button>
      )}
    </p>
  );
}

function Consent({ name }: { name: string }) {
  return (
    <div class="claim-ask" data-asks={name}>
      <p role="alert">Not sent: the server cannot be reached. Send when it is back?</p>
      <p class="claim-buttons">
        <button type="button" class="big-button" onClick={() => consent(true)}>
          Yes
        </button>
        <button type="button" class="big-button" onClick={() => consent(false)}>
          No
        </button>
      </p>
    </div>
  );
}
