/**
 * The head of a request of HTTP/1.1 (RFC 9112) as a record: {@link vor.wire.http.RequestHead}. Only what a small server of events needs; strict, since what two readers
 * understand in two ways is a hole. Connections and bodies are not kept here.
 */
@NullMarked
package vor.wire.http;

import org.jspecify.annotations.NullMarked;
