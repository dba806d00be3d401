-- Accounts that a provider of OpenID Connect vouches for: bound to its issuer and subject, without a password (''). seen is their newest login.

ALTER TABLE account ADD COLUMN issuer TEXT;
ALTER TABLE account ADD COLUMN subject TEXT;
ALTER TABLE account ADD COLUMN seen INTEGER;
CREATE UNIQUE INDEX account_bond ON account (issuer, subject) WHERE issuer IS NOT NULL;
