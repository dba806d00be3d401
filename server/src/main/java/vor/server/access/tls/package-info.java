/**
 * What the server shows of itself in TLS: a certificate of its own making, or one from files, read anew when they change. The
 * main type is {@link vor.server.access.tls.Identity}. Who may come in is not decided here.
 */
@NullMarked
package vor.server.access.tls;

import org.jspecify.annotations.NullMarked;
