package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vor.wire.collectd.Captures.ALICE;
import static vor.wire.collectd.Captures.damage;
import static vor.wire.collectd.Captures.read;
import static vor.wire.collectd.SecurityLevel.ENCRYPT;
import static vor.wire.collectd.SecurityLevel.NONE;
import static vor.wire.collectd.SecurityLevel.SIGN;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CollectdSecurityTest {
    private static final String REFUSED = "the user is unknown, the password is another, or bytes were changed";
    private static final String UNSIGNED = "neither signed nor encrypted, and one of them is asked for here";
    private static final String OPEN = "not encrypted, and that is asked for here";
    private static final byte[] PLAIN = Packet.ofLoad().gauge(1).gauge(2).bytes();
    private static final byte[] SIGNED = Packet.signed("alice", "secret", PLAIN);
    private static final byte[] ENCRYPTED = Packet.encrypted("alice", "secret", PLAIN);

    private static String only(List<Heard> heard) {
        assertThat(heard).hasSize(1);
        return damage(heard.getFirst());
    }

    @Test
    void realPacketsSayTheSameWhetherTheyArePlainSignedOrEncrypted() {
        List<Heard> plain = read(NONE, Users.none(), Captures.plainNotification());
        assertThat(plain).hasSize(1).hasOnlyElementsOfType(Heard.Notification.class);
        assertThat(read(SIGN, ALICE, Captures.signed())).isEqualTo(plain);
        assertThat(read(ENCRYPT, ALICE, Captures.encrypted())).isEqualTo(plain);
    }

    @Test
    void whatIsMoreThanAskedForCounts() {
        assertThat(read(NONE, ALICE, Captures.signed())).isEqualTo(read(Captures.plainNotification()));
        assertThat(read(NONE, ALICE, Captures.encrypted())).isEqualTo(read(Captures.plainNotification()));
        assertThat(read(SIGN, ALICE, Captures.encrypted())).isEqualTo(read(Captures.plainNotification()));
    }

    @Test
    void whatIsLessThanAskedForIsDamageThatSaysSo() {
        assertThat(read(SIGN, ALICE, PLAIN)).containsExactly(new Heard.Damage(UNSIGNED, 0));
        assertThat(read(ENCRYPT, ALICE, PLAIN)).containsExactly(new Heard.Damage(OPEN, 0));
        assertThat(read(ENCRYPT, ALICE, Captures.signed())).containsExactly(new Heard.Damage(OPEN, 41));
    }

    @Test
    void anUnknownUserAndAWrongPasswordAreToldTheSame() {
        for (byte[] packet : List.of(Captures.signed(), Captures.encrypted())) {
            for (SecurityLevel level : SecurityLevel.values()) {
                assertThat(only(read(level, Captures.users("alice", "other"), packet))).isEqualTo(REFUSED);
                assertThat(only(read(level, Captures.users("bob", "secret"), packet))).isEqualTo(REFUSED);
            }
        }
        assertThat(only(read(SIGN, Users.none(), Captures.signed()))).isEqualTo(REFUSED);
        assertThat(only(read(NONE, Users.none(), Captures.encrypted()))).isEqualTo(REFUSED);
    }

    @Test
    void theKeyThatStandsForUnknownUsersOpensNothing() {
        assertThat(only(read(SIGN, ALICE, Packet.signed("bob", "\0", PLAIN)))).isEqualTo(REFUSED);
        assertThat(only(read(ENCRYPT, ALICE, Packet.encrypted("bob", "\0", PLAIN)))).isEqualTo(REFUSED);
    }

    @Test
    void withoutUsersAndLevelASignatureIsPassedOver() {
        assertThat(read(NONE, Users.none(), Captures.signed())).isEqualTo(read(Captures.plainNotification()));
    }

    @Test
    void everyChangedBitIsNoticed() {
        for (byte[] packet : List.of(Captures.signed(), Captures.encrypted())) {
            for (int bit = 0; bit < packet.length * 8; bit++) {
                byte[] changed = packet.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(read(SIGN, ALICE, changed)).as("bit %d", bit).isNotEmpty().allMatch(Heard.Damage.class::isInstance);
            }
        }
    }

    @Test
    void everyCutIsDamage() {
        for (byte[] packet : List.of(SIGNED, ENCRYPTED)) {
            for (int length = 1; length < packet.length; length++) {
                assertThat(read(SIGN, ALICE, Arrays.copyOf(packet, length))).as("the first %d bytes", length)
                        .isNotEmpty().allMatch(Heard.Damage.class::isInstance);
            }
        }
    }

    @Test
    void onlyWhatIsCoveredIsTrusted() {
        byte[] before = new Packet().text(Packet.HOST, "evil").gauge(6).bytes();
        List<Heard> inner = read(NONE, Users.none(), PLAIN);
        List<Heard> signed = read(SIGN, ALICE, Packet.joined(before, SIGNED));
        assertThat(damage(signed.getFirst())).isEqualTo(UNSIGNED);
        assertThat(signed.subList(1, signed.size())).isEqualTo(inner);

        List<Heard> encrypted = read(ENCRYPT, ALICE, Packet.joined(ENCRYPTED, PLAIN));
        assertThat(encrypted.subList(0, inner.size())).isEqualTo(inner);
        assertThat(encrypted.getLast()).isEqualTo(new Heard.Damage(OPEN, ENCRYPTED.length));
        assertThat(encrypted).hasSize(inner.size() + 1);
    }

    @Test
    void whatWasToldInTheOpenDoesNotHoldWithin() {
        byte[] bare = new Packet().gauge(1).bytes();
        assertThat(read(NONE, ALICE, Packet.joined(PLAIN, Packet.encrypted("alice", "secret", bare))).getLast())
                .isInstanceOfSatisfying(Heard.Damage.class, d -> assertThat(d.why()).isEqualTo("values without time"));
    }

    @Test
    void whatFollowsASignatureThatIsWrongDoesNotCount() {
        assertThat(only(read(NONE, Captures.users("alice", "other"), SIGNED))).isEqualTo(REFUSED);
    }

    @Test
    void severalEncryptedPartsMayFollowEachOther() {
        assertThat(read(ENCRYPT, ALICE, Packet.joined(ENCRYPTED, ENCRYPTED))).hasSize(4).hasOnlyElementsOfType(Heard.Values.class);
    }

    @ParameterizedTest
    @EnumSource(SecurityLevel.class)
    void sealsWithinSealsAreDamage(SecurityLevel level) {
        assertThat(read(level, ALICE, Packet.encrypted("alice", "secret", ENCRYPTED)))
                .containsExactly(new Heard.Damage("something signed or encrypted within something signed or encrypted", 47));
        assertThat(damage(read(level, ALICE, Packet.signed("alice", "secret", SIGNED)).getFirst())).startsWith("something signed");
    }

    @Test
    void placesWithinAnEncryptedPartAreThoseOfThePacket() {
        byte[] inner = Packet.ofLoad().text(Packet.PLUGIN, "").gauge(1).bytes();
        int at = ((Heard.Damage) read(inner).getFirst()).at();
        byte[] packet = Packet.encrypted("alice", "secret", inner);
        assertThat(read(ENCRYPT, ALICE, packet)).containsExactly(new Heard.Damage("values without plugin", at + packet.length - inner.length));
    }

    @Test
    void sealsWithoutRoomForTheirFieldsAreDamage() {
        assertThat(only(read(SIGN, ALICE, new Packet().part(0x0200, new byte[32]).bytes()))).isEqualTo("a signature without user");
        for (int length = 0; length <= 2 + 1 + 16 + 20; length++) {
            byte[] body = new byte[length];
            if (length > 1) {
                body[1] = 1;
            }
            assertThat(only(read(SIGN, ALICE, new Packet().part(0x0210, body).bytes()))).as("%d bytes", length).startsWith("an encrypted part that has no room");
        }
        byte[] nobody = new byte[60];
        assertThat(only(read(SIGN, ALICE, new Packet().part(0x0210, nobody).bytes()))).startsWith("an encrypted part that has no room");
        nobody[0] = (byte) 0xff;
        assertThat(only(read(SIGN, ALICE, new Packet().part(0x0210, nobody).bytes()))).startsWith("an encrypted part that has no room");
    }

    @Test
    void passwordsOfAnyTextWork() {
        Users users = Captures.users("søren", "pæssword\u20ac");
        assertThat(read(SIGN, users, Packet.signed("søren", "pæssword\u20ac", PLAIN))).hasSize(2);
        assertThat(read(ENCRYPT, users, Packet.encrypted("søren", "pæssword\u20ac", PLAIN))).hasSize(2);
    }

    @Test
    void passwordsAreNeverShownAndMayBeWipedByWhoeverGaveThem() {
        char[] password = "secret".toCharArray();
        Users users = Users.of(Map.of("alice", password));
        Arrays.fill(password, ' ');
        assertThat(read(SIGN, users, SIGNED)).hasSize(2);
        assertThat(users.toString()).contains("alice").doesNotContain("secret");
        assertThatIllegalArgumentException().isThrownBy(() -> Captures.users("alice", "")).withMessage("the password of alice is empty");
    }
}
