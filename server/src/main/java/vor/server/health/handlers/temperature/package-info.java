/**
 * Says whether a device is too hot or too cold: {@link vor.server.health.handlers.temperature.TemperatureHandler}. A pure function
 * of the picture: nothing that fetches, keeps state or paints belongs here.
 */
@NullMarked
package vor.server.health.handlers.temperature;

import org.jspecify.annotations.NullMarked;
