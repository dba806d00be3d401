/**
 * The command line, the configuration and the wiring. {@link vor.server.app.Main} is where the program begins,
 * {@link vor.server.app.Wiring} is the one place that knows every room. Nothing is judged, stored or encoded here.
 */
@NullMarked
package vor.server.app;

import org.jspecify.annotations.NullMarked;
