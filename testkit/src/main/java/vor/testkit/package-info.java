/**
 * What tests share: {@link vor.testkit.ManualClock}, builders for inventories and pictures, and the contract kits that
 * every collector and handler passes. Sees the model only.
 */
@NullMarked
package vor.testkit;

import org.jspecify.annotations.NullMarked;
