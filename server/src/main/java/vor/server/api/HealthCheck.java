package vor.server.api;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing of our own that may be out of order, for {@code /healthz}.
 *
 * @param name of the room, such as {@code inventory}
 * @param trouble what is wrong, one line; empty while it is well. Called by any thread, returns at once
 */
public record HealthCheck(String name, Supplier<Optional<String>> trouble) {}
