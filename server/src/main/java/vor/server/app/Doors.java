package vor.server.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vor.model.Clock;
import vor.server.receive.hints.Door;
import vor.server.receive.syslog.SyslogDoor;
import vor.server.receive.traps.TrapDoor;

/** The doors for hints that a configuration opens. To devices they are the same agent, whatever changes while Vor runs. */
final class Doors {
    /** Of an engine id after RFC 3411, 5: no enterprise of ours, then bytes of our own choice. */
    private static final byte[] ENGINE = {(byte) 0x80, 0, 0, 0, 5};

    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final int CHOSEN = 8;
    private static final Instant FIRST_BOOT = Instant.parse("2020-01-01T00:00:00Z");

    private final Clock clock;
    private final byte[] engine;
    private final int boots;

    /** @param config at the start */
    Doors(Config config, Clock clock) {
        this.clock = clock;
        engine = engine(config);
        boots = boots(clock);
    }

    List<Door> of(Receiving receiving) {
        List<Door> doors = new ArrayList<>();
        receiving.traps().ifPresent(t -> t.troubles().forEach(LOG::warn));
        receiving.traps().ifPresent(t -> doors.add(
                new TrapDoor(t.listen().host(), t.listen().port(), t.credentials(), engine, boots, clock, new SecureRandom())));
        receiving.syslog().ifPresent(l -> doors.add(new SyslogDoor(l.host(), l.port())));
        return doors;
    }

    /** The same after every start, another for another site. */
    private static byte[] engine(Config config) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((config.site().name() + "\n" + config.data()).getBytes(StandardCharsets.UTF_8));
            byte[] id = Arrays.copyOf(ENGINE, ENGINE.length + CHOSEN);
            System.arraycopy(hash, 0, id, ENGINE.length, CHOSEN);
            return id;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Grows with every start, without a file: the second of the start. */
    private static int boots(Clock clock) {
        return (int) Math.clamp(clock.now().getEpochSecond() - FIRST_BOOT.getEpochSecond(), 1, Integer.MAX_VALUE);
    }
}
