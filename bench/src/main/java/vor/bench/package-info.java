/**
 * Measures the whole product from outside, each figure beside its peer where one can run here. {@link vor.bench.Main}
 * runs the benchmarks of its list and renders the table; {@link vor.bench.Run} is what a benchmark writes its figures to.
 * No benchmark reaches into the server's classes: what it knows, a user could know.
 */
@NullMarked
package vor.bench;

import org.jspecify.annotations.NullMarked;
