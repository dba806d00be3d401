package vor.wire.snmp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A user's keys at one engine. */
final class Security {
    final Credential.User user;
    final byte[] engine;
    final byte[] name;
    final Optional<Signing> signing;
    private Optional<Sealing> sealing = Optional.empty();

    Security(Credential.User user, byte[] engine) {
        this.user = user;
        this.engine = engine;
        name = user.name().getBytes(StandardCharsets.UTF_8);
        signing = user.auth().map(a -> new Signing(a.protocol(), Keys.localised(a.protocol(), a.password().master(a.protocol()), engine)));
    }

    /** The user's level as flags of a message. */
    int level() {
        return level(user);
    }

    static int level(Credential.User user) {
        return (user.auth().isPresent() ? UsmMessage.AUTH : 0) | (user.privacy().isPresent() ? UsmMessage.PRIVACY : 0);
    }

    boolean genuine(byte[] message, int length, UsmMessage.Arrival arrival) {
        return signing.isPresent() && signing.get().genuine(message, length, arrival.digestAt(), arrival.digestLength());
    }

    /** Stretching a key may hash another megabyte, so it waits for the first message that needs it: forgeries never do. */
    Optional<Sealing> sealing() {
        if (sealing.isEmpty() && user.privacy().isPresent() && user.auth().isPresent()) {
            Credential.User.Privacy privacy = user.privacy().get();
            AuthProtocol auth = user.auth().get().protocol();
            sealing = Optional.of(new Sealing(privacy.protocol(), Keys.privacy(auth, privacy.protocol(), privacy.password(), engine)));
        }
        return sealing;
    }
}
