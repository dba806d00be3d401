/**
 * Folds observations into the picture: {@link vor.server.picture.PictureKeeper} keeps the newest of each kind and
 * tells what changed, at most 20 times a second. Snapshots are immutable and share what did not change. No judgement,
 * no network and no encoding belong here.
 */
@NullMarked
package vor.server.picture;

import org.jspecify.annotations.NullMarked;
