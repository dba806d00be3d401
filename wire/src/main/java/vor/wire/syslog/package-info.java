/**
 * Lines of syslog as bytes: {@link vor.wire.syslog.SyslogReader} takes one apart, in the form of RFC 5424 or in the many of
 * RFC 3164, without throwing. Who sent it and what it means is not decided here.
 */
@NullMarked
package vor.wire.syslog;

import org.jspecify.annotations.NullMarked;
