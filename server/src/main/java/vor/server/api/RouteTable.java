package vor.server.api;

import io.helidon.common.uri.UriPath;
import io.helidon.http.Method;
import io.helidon.http.PathMatcher;
import io.helidon.http.PathMatchers;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRoute;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Every route of the server by method and pattern, so that a wrong method can be told from a wrong path, and the
 * description of the API from what is there.
 */
final class RouteTable {
    private final List<Route> routes = new ArrayList<>();

    /** @param pattern whole path, as Helidon writes patterns: {@code /api/v1/picture/{device}} */
    record Route(Method method, String pattern, PathMatcher matcher) {}

    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Adds a service to the routing and its routes to the table. */
    void mount(HttpRouting.Builder routing, String path, HttpService service) {
        routing.register(path, service);
        service.routing(new Recorder(path));
    }

    /** The methods that may be used on the path, in alphabetical order; none when there is nothing. */
    List<String> methods(UriPath path) {
        TreeSet<String> methods = new TreeSet<>();
        for (Route r : routes) {
            if (r.matcher().match(path).accepted()) {
                methods.add(r.method().text());
            }
        }
        return List.copyOf(methods);
    }

    /** The route that answers it: the first that was mounted of those that fit, as when it is answered. */
    Optional<Route> find(Method method, UriPath path) {
        return routes.stream()
                .filter(r -> r.method().equals(method) && r.matcher().match(path).accepted())
                .findFirst();
    }

    private final class Recorder implements HttpRules {
        private final String prefix;

        Recorder(String prefix) {
            this.prefix = prefix.equals("/") ? "" : prefix;
        }

        @Override
        public HttpRules register(HttpService... services) {
            for (HttpService s : services) {
                s.routing(this);
            }
            return this;
        }

        @Override
        public HttpRules register(String pattern, HttpService... services) {
            for (HttpService s : services) {
                s.routing(new Recorder(prefix + pattern));
            }
            return this;
        }

        @Override
        public HttpRules route(Method method, String pattern, Handler handler) {
            String whole = prefix + (pattern.equals("/") && !prefix.isEmpty() ? "" : pattern);
            routes.add(new Route(method, whole, PathMatchers.create(whole)));
            return this;
        }

        /** A route for any method is how a service answers wrong methods by itself: nothing that one could use. */
        @Override
        public HttpRules route(HttpRoute route) {
            return this;
        }
    }
}
