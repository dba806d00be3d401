package vor.server.api.access;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import vor.server.access.Access;
import vor.server.access.AccessException;
import vor.server.access.Account;
import vor.server.access.Caller;
import vor.server.access.ProviderDesk;
import vor.server.access.Role;
import vor.server.access.oidc.Begun;
import vor.server.access.oidc.Reply;
import vor.server.api.Call;
import vor.server.api.Problem;

/** {@code /login}, {@code /logout}, {@code /setup}, {@code /oidc}, {@code /me}, {@code /accounts}, {@code /tokens} and {@code /audit}. */
public final class AccessRoutes implements HttpService {
    private static final Duration COOKIE = Duration.ofDays(7);
    private static final Duration UNFINISHED = Duration.ofMinutes(10);
    private static final int USUAL = 100;
    private static final int MOST = 1000;
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String PASSWORD = "password";

    private final Optional<Access> access;

    /** @param access empty while there are no accounts: then only {@code /me} answers, with that */
    public AccessRoutes(Optional<Access> access) {
        this.access = access;
    }

    /** What a route does with the accounts. */
    private interface Work {
        void on(Access access, ServerRequest request, ServerResponse response);
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/me", (req, res) -> send(res, AccessJson.me(Call.now().caller(), access)));
        rules.post("/login", with(AccessRoutes::login));
        rules.post("/setup", with(AccessRoutes::setUp));
        rules.post("/oidc/begin", with(AccessRoutes::beginAtProvider));
        rules.post("/oidc/finish", with(AccessRoutes::finishAtProvider));
        rules.post("/logout", with(AccessRoutes::logout));
        rules.put("/me/password", with(AccessRoutes::password));
        rules.get("/accounts", with(AccessRoutes::accounts));
        rules.get("/accounts/{name}", with(AccessRoutes::account));
        rules.put("/accounts/{name}", with(AccessRoutes::put));
        rules.patch("/accounts/{name}", with(AccessRoutes::patch));
        rules.delete("/accounts/{name}", with(AccessRoutes::remove));
        rules.get("/tokens", with(AccessRoutes::tokens));
        rules.post("/tokens", with(AccessRoutes::makeToken));
        rules.delete("/tokens/{id}", with(AccessRoutes::revoke));
        rules.get("/audit", with(AccessRoutes::audit));
    }

    private Handler with(Work work) {
        return (request, response) -> {
            Access open = access.orElseThrow(() -> Problem.notFound("there are no accounts here; \"access: {accounts: on}\" in vor.yaml makes them")
                    .exception());
            try {
                work.on(open, request, response);
            } catch (AccessException e) {
                throw Refusals.problem(e, response).exception();
            }
        };
    }

    private static void login(Access access, ServerRequest request, ServerResponse response) {
        Form form = Form.of(request, List.of(NAME, PASSWORD));
        String name = form.text(NAME);
        String password = form.text(PASSWORD);
        form.done();
        enter(access, response, access.login(name, password, source()));
    }

    private static void beginAtProvider(Access access, ServerRequest request, ServerResponse response) {
        Form.of(request, List.of()).done();
        Begun begun = provider(access).begin(Call.now().page(), source());
        response.header(HeaderNames.SET_COOKIE, Call.now().keepLogin(begun.key(), UNFINISHED));
        send(response, AccessJson.object().put("go", begun.go().toString()));
    }

    private static void finishAtProvider(Access access, ServerRequest request, ServerResponse response) {
        Form form = Form.of(request, List.of("state", "code", "iss", "error", "description"));
        Reply reply = new Reply(
                form.text("state"), form.optional("code"), form.optional("iss"), form.optional("error"), form.optional("description"));
        form.done();
        response.headers().add(HeaderNames.SET_COOKIE, Call.now().forgetLogin());
        enter(access, response, provider(access).finish(Call.now().login(request).orElse(""), reply, source()));
    }

    private static ProviderDesk provider(Access access) {
        return access.provider().orElseThrow(() -> Problem.notFound("there is no login provider here; docs/howto/access.md says how to name one").exception());
    }

    private static void setUp(Access access, ServerRequest request, ServerResponse response) {
        Form form = Form.of(request, List.of("key", NAME, PASSWORD));
        String key = form.text("key");
        String name = form.text(NAME);
        String password = form.text(PASSWORD);
        form.done();
        enter(access, response, access.setUp(key, name, password, source()));
    }

    /** Whatever session the browser brought ends: nobody who knew it before knows the one after. */
    private static void enter(Access access, ServerResponse response, Access.Entered entered) {
        Caller before = Call.now().caller();
        if (before.kind() == Caller.Kind.SESSION) {
            access.logout(before, source());
        }
        keep(access, response, entered);
    }

    private static void keep(Access access, ServerResponse response, Access.Entered entered) {
        response.headers().add(HeaderNames.SET_COOKIE, Call.now().keep(entered.session(), COOKIE));
        send(response, AccessJson.me(entered.caller(), Optional.of(access)));
    }

    private static void logout(Access access, ServerRequest request, ServerResponse response) {
        access.logout(inSession(), source());
        response.header(HeaderNames.SET_COOKIE, Call.now().forget());
        nothing(response);
    }

    private static void password(Access access, ServerRequest request, ServerResponse response) {
        Caller caller = inSession();
        Form form = Form.of(request, List.of("old", "new"));
        String old = form.text("old");
        String next = form.text("new");
        form.done();
        keep(access, response, access.changePassword(caller, old, next, source()));
    }

    private static void accounts(Access access, ServerRequest request, ServerResponse response) {
        ObjectNode node = AccessJson.object();
        var list = node.putArray("accounts");
        access.accounts().forEach(a -> list.add(AccessJson.account(a)));
        send(response, node);
    }

    private static void account(Access access, ServerRequest request, ServerResponse response) {
        String name = name(request);
        send(response, AccessJson.account(access.account(name)
                .orElseThrow(() -> Problem.notFound("there is no account \"" + name + "\"").exception())));
    }

    private static void put(Access access, ServerRequest request, ServerResponse response) {
        Form form = Form.of(request, List.of(ROLE, PASSWORD));
        Role role = form.role(ROLE);
        String password = form.text(PASSWORD);
        form.done();
        String name = name(request);
        String by = Call.now().caller().name();
        Account account;
        if (access.account(name).isPresent()) {
            account = access.change(by, source(), name, Optional.of(role), Optional.of(password));
        } else {
            account = access.add(by, source(), name, role, password);
            response.status(Status.CREATED_201);
        }
        send(response, AccessJson.account(account));
    }

    private static void patch(Access access, ServerRequest request, ServerResponse response) {
        Form form = Form.of(request, List.of(ROLE, PASSWORD));
        Optional<Role> role = form.optionalRole(ROLE);
        Optional<String> password = form.optional(PASSWORD);
        form.done();
        send(response, AccessJson.account(access.change(Call.now().caller().name(), source(), name(request), role, password)));
    }

    private static void remove(Access access, ServerRequest request, ServerResponse response) {
        access.remove(Call.now().caller().name(), source(), name(request));
        nothing(response);
    }

    private static void tokens(Access access, ServerRequest request, ServerResponse response) {
        ObjectNode node = AccessJson.object();
        var list = node.putArray("tokens");
        access.tokens(Call.now().caller()).forEach(t -> list.add(AccessJson.token(t)));
        send(response, node);
    }

    private static void makeToken(Access access, ServerRequest request, ServerResponse response) {
        Caller caller = inSession();
        Form form = Form.of(request, List.of(NAME, ROLE, "expires"));
        String name = form.text(NAME);
        Role role = form.role(ROLE);
        Instant expires = form.time("expires");
        form.done();
        Access.Made made = access.makeToken(caller, source(), name, role, expires);
        ObjectNode node = AccessJson.object().put("key", made.key());
        node.set("token", AccessJson.token(made.token()));
        response.status(Status.CREATED_201);
        send(response, node);
    }

    private static void revoke(Access access, ServerRequest request, ServerResponse response) {
        String id = request.path().pathParameters().get("id");
        if (!id.matches("[0-9]{1,18}")) {
            throw Problem.notFound("a token has a number").exception();
        }
        access.revoke(Call.now().caller(), source(), Long.parseLong(id));
        nothing(response);
    }

    private static void audit(Access access, ServerRequest request, ServerResponse response) {
        OptionalLong before = number(request, "before", Long.MAX_VALUE);
        int limit = (int) number(request, "limit", MOST).orElse(USUAL);
        ObjectNode node = AccessJson.object();
        var list = node.putArray("audit");
        access.audit(before, limit).forEach(e -> list.add(AccessJson.entry(e)));
        send(response, node);
    }

    private static OptionalLong number(ServerRequest request, String name, long most) {
        Optional<String> text = request.query().first(name).asOptional();
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = text.get().matches("[0-9]{1,18}") ? Long.parseLong(text.get()) : 0;
        if (number < 1 || number > most) {
            throw Problem.malformed(name + " is a whole number from 1 to " + most).exception();
        }
        return OptionalLong.of(number);
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get(NAME);
    }

    private static String source() {
        return Call.now().source();
    }

    /** A token can neither make another token, nor change a password, nor log out. */
    private static Caller inSession() {
        Caller caller = Call.now().caller();
        if (caller.kind() != Caller.Kind.SESSION) {
            throw Problem.of("role", "You may not do this", 403, "this needs a session: log in with name and password").exception();
        }
        return caller;
    }

    private static void nothing(ServerResponse response) {
        response.status(Status.NO_CONTENT_204).send();
    }

    private static void send(ServerResponse response, JsonNode node) {
        response.header(HeaderNames.CACHE_CONTROL, "no-store")
                .header(HeaderNames.CONTENT_TYPE, "application/json")
                .send(node.toString().getBytes(StandardCharsets.UTF_8));
    }
}
