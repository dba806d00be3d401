package vor.server.api;

import io.helidon.http.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vor.server.access.Role;

/**
 * The least role that each route needs. A route that does not stand here is refused to everybody as soon as there are
 * accounts; {@code RightsTest} names it.
 */
final class Rights {
    /** Role, methods, pattern as the services register it. GET includes HEAD. Files of the page need no line. */
    private static final String TABLE =
            """
            open     GET                    /healthz
            viewer   GET                    /metrics

            open     POST                   /api/v1/login
            open     POST                   /api/v1/setup
            open     POST                   /api/v1/oidc/begin
            open     POST                   /api/v1/oidc/finish
            open     GET                    /api/v1/me
            viewer   POST                   /api/v1/logout
            viewer   PUT                    /api/v1/me/password
            viewer   GET POST               /api/v1/tokens
            viewer   DELETE                 /api/v1/tokens/{id}
            admin    GET                    /api/v1/accounts
            admin    GET PUT PATCH DELETE   /api/v1/accounts/{name}
            admin    GET                    /api/v1/audit
            admin    GET                    /api/v1/backup

            viewer   GET                    /api/v1/live
            viewer   GET                    /api/v1/live/events
            viewer   PUT DELETE             /api/v1/live/{stream}/events/{name}
            viewer   GET                    /api/v1/events
            operator POST                   /api/v1/events
            operator POST                   /api/v1/collectd
            viewer   GET                    /api/v1/receivers
            viewer   GET                    /api/v1/rules
            viewer   GET                    /api/v1/picture
            viewer   GET                    /api/v1/picture/{+device}
            viewer   GET                    /api/v1/health
            viewer   GET                    /api/v1/health/{+device}
            viewer   GET                    /api/v1/history/{+device}/latency
            viewer   GET                    /api/v1/where/{address}
            viewer   GET                    /api/v1/claims
            operator PUT DELETE             /api/v1/claims/{+device}
            viewer   GET                    /api/v1/editing
            operator PUT DELETE             /api/v1/editing/{kind}/{+name}
            viewer   GET                    /api/v1/networks/{+name}/addresses
            viewer   GET                    /api/v1/site
            viewer   GET                    /api/v1/handlers
            viewer   GET                    /api/v1/openapi.json
            viewer   GET                    /api/v1/config-schema.json
            admin    POST                   /api/v1/reload

            viewer   GET                    /api/v1/devices
            operator PUT PATCH              /api/v1/devices
            viewer   GET                    /api/v1/devices/*
            operator PUT PATCH DELETE       /api/v1/devices/*
            viewer   GET                    /api/v1/networks
            operator PUT PATCH              /api/v1/networks
            viewer   GET                    /api/v1/networks/*
            operator PUT PATCH DELETE       /api/v1/networks/*
            viewer   GET                    /api/v1/links
            operator PUT PATCH POST         /api/v1/links
            viewer   GET                    /api/v1/links/*
            operator PUT PATCH DELETE       /api/v1/links/*
            viewer   GET                    /api/v1/plans
            operator PUT PATCH              /api/v1/plans
            viewer   GET                    /api/v1/plans/*
            operator PUT PATCH DELETE       /api/v1/plans/*
            viewer   GET                    /api/v1/plans/{+plan}/image
            operator PUT DELETE             /api/v1/plans/{+plan}/image
            viewer   GET                    /api/v1/profiles
            viewer   GET                    /api/v1/export
            operator POST                   /api/v1/import
            viewer   GET                    /api/v1/changes
            viewer   GET                    /api/v1/edits
            operator POST                   /api/v1/edits/{edit}/undo
            """;

    private static final Map<String, Need> NEEDS = needs();

    private Rights() {}

    /** @param role empty when the route is open to strangers */
    record Need(Optional<Role> role) {}

    private static Map<String, Need> needs() {
        Map<String, Need> needs = new HashMap<>();
        TABLE.lines().filter(line -> !line.isBlank()).forEach(line -> {
            List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
            Optional<Role> role = Role.of(words.removeFirst());
            String pattern = words.removeLast();
            words.forEach(method -> needs.put(method + " " + pattern, new Need(role)));
        });
        return Map.copyOf(needs);
    }

    /** Method and pattern of every line. */
    static Set<String> all() {
        return NEEDS.keySet();
    }

    /** What the route needs; empty when nobody has thought about it. */
    static Optional<Need> need(RouteTable.Route route) {
        String method = route.method().equals(Method.HEAD) ? "GET" : route.method().text();
        boolean page = method.equals("GET") && !route.pattern().startsWith("/api/") && !NEEDS.containsKey("GET " + route.pattern());
        return page ? Optional.of(new Need(Optional.empty())) : Optional.ofNullable(NEEDS.get(method + " " + route.pattern()));
    }
}
