/**
 * Lines of syslog over UDP: {@link vor.server.receive.syslog.SyslogDoor} finds those that say a port went up or down. What
 * follows from it is decided in {@link vor.server.receive.hints}; no line is kept.
 */
@NullMarked
package vor.server.receive.syslog;

import org.jspecify.annotations.NullMarked;
