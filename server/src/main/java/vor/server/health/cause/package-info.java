/**
 * Why a device is silent, derived from what the devices above it say: {@link vor.server.health.cause.Causes} reads their
 * ports, {@link vor.server.health.cause.Patterns} looks who fell silent with it. A tool that handlers share: pure, no
 * state and no verdicts here. docs/formats/causes.md says what the facts mean.
 */
@NullMarked
package vor.server.health.cause;

import org.jspecify.annotations.NullMarked;
