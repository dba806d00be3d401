/**
 * Takes the product in hand from outside, as a user would: its launcher, its HTTP, its page, its practice network.
 * {@link vor.outside.VorServer} is one running {@code ./vor run}; {@link vor.outside.LiveReader} and
 * {@link vor.outside.Chromium} watch it. The end-to-end tests and the benchmarks share it; nothing of the server's
 * classes belongs here.
 */
@NullMarked
package vor.outside;

import org.jspecify.annotations.NullMarked;
