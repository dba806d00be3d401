/**
 * Answers echo requests as a troubled device would: late, twice, or after a freeze all in one bunch.
 * {@link vor.lab.responder.Responder} does it on a TUN device, {@link vor.lab.responder.EchoAnswer} makes the bytes. Who
 * is troubled, and the routes that bring packets here, are the lab's business.
 */
@NullMarked
package vor.lab.responder;

import org.jspecify.annotations.NullMarked;
