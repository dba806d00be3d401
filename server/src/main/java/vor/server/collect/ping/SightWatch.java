package vor.server.collect.ping;

import static vor.server.collect.ping.EchoLog.NONE;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import vor.model.Ping.State;

/**
 * Whether we can see at all, on evidence from our own side: sockets, carrier, the kernel's answer to every request, and
 * first hops outside the inventory. Pure; told by the engine.
 */
final class SightWatch {
    private static final int REFUSED_WINDOWS = 2;

    /** No site as a whole keeps silent for so long and answers afterwards, but one that we do not see. */
    private static final long SILENT_TOGETHER = 500 * Deciding.MS;

    private final String noSocket;
    private @Nullable String noCarrier;
    private int refusedWindows;
    private int errno;
    private long witnessed = NONE;
    private String why = "";
    private long since;

    /** @param noSocket why there is no socket at all; empty when there is one */
    SightWatch(String noSocket, long now) {
        this.noSocket = noSocket;
        since = now;
    }

    /** @param why which interfaces have no carrier, when none that is used has; else null */
    void carrier(@Nullable String why) {
        noCarrier = why;
    }

    /** @param verdict as of {@link Sender#verdictOnAll}, about four times a second */
    void sends(int verdict) {
        if (verdict == 0) {
            refusedWindows = 0;
        } else if (verdict > 0) {
            errno = verdict;
            refusedWindows++;
        }
    }

    /** Somebody answered an echo that was sent then. */
    void answered(long sentAt) {
        witnessed = Math.max(witnessed, sentAt);
    }

    /** What {@link DeviceWatch#decide} needs: without a first hop to tell, silence cannot be our own. */
    long witnessed(Collection<Entry> hops) {
        for (Entry hop : hops) {
            if (heard(hop)) {
                return witnessed;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Looks at the evidence; returns whether blindness began, ended or has another reason. */
    boolean look(Collection<Entry> hops, long now) {
        String evidence = evidence(hops, now);
        if (evidence.equals(why)) {
            return false;
        }
        if (evidence.isEmpty() != why.isEmpty()) {
            since = now;
        }
        why = evidence;
        return true;
    }

    private String evidence(Collection<Entry> hops, long now) {
        if (!noSocket.isEmpty()) {
            return noSocket;
        }
        if (noCarrier != null) {
            return noCarrier;
        }
        if (refusedWindows >= REFUSED_WINDOWS) {
            return "our own kernel refuses every request: " + Errno.meaning(errno);
        }
        return silentHops(hops, now);
    }

    /** Every hop is silent and nobody at all has answered since: by its own record, or for longer than all can share by chance. */
    private String silentHops(Collection<Entry> hops, long now) {
        String name = "";
        for (Entry hop : hops) {
            if (!heard(hop)) {
                continue;
            }
            TargetWatch watch = hop.slots.getFirst().watch;
            if (!silent(watch, now) || witnessed > watch.silentSince()) {
                return "";
            }
            name = name.isEmpty() ? hop.slots.getFirst().name : name;
        }
        return name.isEmpty() ? "" : "the gateway " + name + " is silent, and all behind it";
    }

    private boolean silent(TargetWatch hop, long now) {
        return hop.state() == State.DOWN || (hop.state() == State.SUSPECT && now - witnessed >= SILENT_TOGETHER);
    }

    private static boolean heard(Entry hop) {
        return hop.slots.getFirst().watch.everHeard();
    }

    boolean blind() {
        return !why.isEmpty();
    }

    String why() {
        return why;
    }

    long since() {
        return since;
    }
}
