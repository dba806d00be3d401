package vor.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vor.server.access.Tables.Held;

/** Tokens made and revoked: one's own, or any for an admin. */
final class TokenDesk {
    private final Ledger ledger;

    TokenDesk(Ledger ledger) {
        this.ledger = ledger;
    }

    private static boolean mayTouch(Caller caller, Token token) {
        return token.account().equals(caller.name()) || caller.may(Role.ADMIN);
    }

    List<Token> tokens(Caller caller) {
        return ledger.tokens.all().stream().filter(t -> mayTouch(caller, t)).toList();
    }

    Access.Made make(Caller caller, String source, String name, Role role, Instant expires) {
        ledger.tokens.check(caller, name, role, expires);
        String key = Tokens.PREFIX + Keys.fresh();
        Token token = new Token(0, caller.name(), name, role, ledger.clock.now(), expires, Optional.empty(), "");
        long id = ledger.write(handle -> {
            ledger.existing(caller.name());
            return Tables.insert(handle, new Held(token, Keys.hash(key)));
        });
        ledger.audit.add(caller.name(), source, "token.make", name, role.word());
        return new Access.Made(ledger.tokens.byId(id).orElse(token), key);
    }

    void revoke(Caller caller, String source, long id) {
        Token token = ledger.tokens.byId(id)
                .filter(t -> mayTouch(caller, t))
                .orElseThrow(() -> new AccessException.NotFound("you have no token " + id));
        ledger.write(handle -> {
            Tables.deleteToken(handle, id);
            return true;
        });
        ledger.audit.add(caller.name(), source, "token.revoke", token.name(), Ledger.DONE);
    }
}
