/**
 * What the boxes of the practice network are made of, as their agents tell it: {@link vor.lab.box.Box} is one of them,
 * {@link vor.lab.box.Layout} its ports, {@link vor.lab.box.Hardware} its parts, {@link vor.lab.box.World} all of them and
 * the cables between them. The models are made up from the plan; no recording of a real device is in them. Packets do not
 * belong here.
 */
@NullMarked
package vor.lab.box;

import org.jspecify.annotations.NullMarked;
