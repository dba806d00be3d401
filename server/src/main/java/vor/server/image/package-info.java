/**
 * Images that people bring, made into images of our own: the header is read and judged before a pixel is decoded, then the
 * picture is drawn anew, smaller where it must be, with nothing of the file but its colours. The main type is
 * {@link vor.server.image.Redrawing}. Nothing is kept here, and nothing is fetched.
 */
@NullMarked
package vor.server.image;

import org.jspecify.annotations.NullMarked;
