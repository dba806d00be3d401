/**
 * Riemann's query language: {@link vor.server.events.query.Query} is an expression that an event fulfils or not. Knows no index and no time.
 */
@NullMarked
package vor.server.events.query;

import org.jspecify.annotations.NullMarked;
