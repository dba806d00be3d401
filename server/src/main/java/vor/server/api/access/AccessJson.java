package vor.server.api.access;

import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import vor.server.access.Access;
import vor.server.access.Account;
import vor.server.access.AuditEntry;
import vor.server.access.Caller;
import vor.server.access.Token;

/** What is told of accounts; no secret and no hash is among it. */
final class AccessJson {
    private AccessJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Who one is, and by which ways one comes in. */
    static ObjectNode me(Caller caller, Optional<Access> access) {
        ObjectNode node = object();
        node.put("accounts", caller.kind() != Caller.Kind.ANYBODY).put("setup", access.filter(Access::needsAdmin).isPresent());
        node.put("name", caller.isKnown() ? caller.name() : null);
        node.put("role", caller.kind() == Caller.Kind.NOBODY ? null : caller.role().word());
        node.put("token", caller.kind() == Caller.Kind.TOKEN);
        node.put("origin", access.filter(_ -> caller.isKnown()).flatMap(a -> a.account(caller.name())).map(AccessJson::origin).orElse(null));
        node.put("local", access.filter(Access::isLocalOpen).isPresent());
        access.flatMap(Access::provider).ifPresentOrElse(
                p -> node.putObject("provider").put("name", p.name()).put("works", p.works()), () -> node.putNull("provider"));
        return node;
    }

    private static String origin(Account a) {
        return a.isLocal() ? "local" : "oidc";
    }

    static ObjectNode account(Account a) {
        return object()
                .put("name", a.name())
                .put("role", a.role().word())
                .put("created", a.created().toEpochMilli())
                .put("changed", a.changed().toEpochMilli())
                .put("origin", origin(a));
    }

    static ObjectNode token(Token t) {
        ObjectNode node = object()
                .put("id", t.id())
                .put("account", t.account())
                .put("name", t.name())
                .put("role", t.role().word())
                .put("created", t.created().toEpochMilli())
                .put("expires", t.expires().toEpochMilli());
        t.used().ifPresentOrElse(used -> node.put("used", used.toEpochMilli()), () -> node.putNull("used"));
        return node.put("source", t.source());
    }

    static ObjectNode entry(AuditEntry e) {
        return object()
                .put("id", e.id())
                .put("at", e.at().toEpochMilli())
                .put("who", e.who())
                .put("source", e.source())
                .put("action", e.action())
                .put("what", e.what())
                .put("result", e.result());
    }
}
