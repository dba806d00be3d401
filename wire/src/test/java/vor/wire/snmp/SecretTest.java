package vor.wire.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Oid PLACE = Oid.of("1.3.6.1.2.1.1.6.0");
    private static final Oid TABLE = Oid.of("1.3.6.1.6.3.18.1.1.1.3");

    private static NavigableMap<Oid, Value> told(Oid oid, Value value) {
        return new TreeMap<>(Map.of(oid, value));
    }

    private static Value text(String text) {
        return new Value.Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NavigableMap<Oid, Value> hidden(String community, NavigableMap<Oid, Value> objects) {
        return new Credential.Community(Version.V2C, Secret.of(community)).hiddenIn(objects);
    }

    private static Oid named(String text) {
        return TABLE.with(text.chars().toArray());
    }

    @Test
    void nothingIsHiddenWhereThereIsNothing() {
        assertThat(hidden("gardens", told(PLACE, text("garden")))).isEqualTo(told(PLACE, text("garden")));
        assertThat(hidden("gardens", new TreeMap<>())).isEmpty();
        assertThat(hidden("gardens", told(Oid.of("1.3"), new Value.Int(7)))).hasSize(1);
    }

    @Test
    void itIsHiddenWhereverItStandsInAValue() {
        assertThat(hidden("gardens", told(PLACE, text("gardensxgardens gardens")))).isEqualTo(told(PLACE, text("*******x******* *******")));
        assertThat(hidden("gardens", told(PLACE, new Value.ObjectId(named("gardens"))))).isEqualTo(told(PLACE, Value.None.NULL));
    }

    @Test
    void aVariableThatIsNamedAfterItIsLeftOut() {
        assertThat(hidden("gardens", told(named("gardens"), text("x")))).isEmpty();
        assertThat(hidden("gardens", told(named("7gardens9"), text("x")))).isEmpty();
        assertThat(hidden("gardens", told(named("garden"), text("x")))).hasSize(1);
    }

    @Test
    void whatEverybodyKnowsStays() {
        assertThat(hidden("public", told(PLACE, text("public wifi")))).isEqualTo(told(PLACE, text("public wifi")));
        assertThat(hidden("abc", told(PLACE, text("abc")))).isEqualTo(told(PLACE, text("abc")));
    }

    @Test
    void bothPasswordsOfAUserAreHidden() {
        Credential.User user = new Credential.User(
                "anna",
                Optional.of(new Credential.User.Auth(AuthProtocol.SHA256, Secret.of("authentic"))),
                Optional.of(new Credential.User.Privacy(PrivacyProtocol.AES128, Secret.of("privately"))),
                "");
        assertThat(user.hiddenIn(told(PLACE, text("authentic privately anna")))).isEqualTo(told(PLACE, text("********* ********* anna")));
    }
}
