import assert from 'node:assert/strict';
import { test } from 'node:test';
import { replyIn } from '../src/model/reply';

test('only the answer to a login is one', () => {
  for (const search of ['', '?', '?code=x', '?state=s', '?code=x&state=', '?error=no', '?q=state']) assert.equal(replyIn(search), null, search);
  assert.deepEqual(replyIn('?code=x&state=s'), { state: 's', code: 'x' });
});

test('what is said is taken as it is, and no more than that', () => {
  assert.deepEqual(replyIn('?state=s&error=access_denied&error_description=not%20you%0A%3Cb%3E&iss=https%3A%2F%2Fid.example.org&session_state=y'), {
    state: 's',
    iss: 'https://id.example.org',
    error: 'access_denied',
    description: 'not you\n<b>',
  });
  assert.equal(replyIn(`?state=s&code=${'x'.repeat(9000)}`)?.code?.length, 4000);
});
