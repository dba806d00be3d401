package vor.rules;

import java.time.Duration;

/** How long a key may be quiet before it is forgotten: {@code by(idle(600), host())}. */
public record Idle(Duration after) {}
