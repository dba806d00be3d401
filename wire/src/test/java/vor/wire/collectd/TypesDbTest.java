package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypesDbTest {
    private static final TypesDb.Source RX = new TypesDb.Source("rx", Kind.DERIVE, OptionalDouble.of(0), OptionalDouble.empty());

    @Test
    void emptyLinesAndCommentsAreNoProblem() {
        TypesDb types = TypesDb.read("\n# a comment\n   \r\n\t# another\n");
        assertThat(types.problems()).isEmpty();
        assertThat(types.size()).isZero();
    }

    @Test
    void everySourceHasNameKindAndLimits() {
        TypesDb types = TypesDb.read("if_octets\t\trx:DERIVE:0:U, tx:COUNTER:-1.5:4294967295\nload v:gauge:U:1e3\r\nspam a:ABSOLUTE:0:U,b:GAUGE:U:U,");
        assertThat(types.problems()).isEmpty();
        assertThat(types.sources("if_octets")).containsExactly(RX, new TypesDb.Source("tx", Kind.COUNTER, OptionalDouble.of(-1.5), OptionalDouble.of(4294967295.0)));
        assertThat(types.sources("load")).containsExactly(new TypesDb.Source("v", Kind.GAUGE, OptionalDouble.empty(), OptionalDouble.of(1000)));
        assertThat(types.sources("spam")).extracting(TypesDb.Source::name).containsExactly("a", "b");
        assertThat(types.sources("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x", ",", "x y", "x y:GAUGE:0", "x y:GAUGE:0:1:2", "x :GAUGE:0:1", "x y:SORT:0:1", "x y:GAUGE:a:1", "x y:GAUGE::1", "x y:GAUGE:nan:1",
                "x y:GAUGE:0:1 z", "x y:GAUGE:0:0x1p3", "x y:GAUGE:0:1d"
            })
    void aBadLineIsAProblemWithItsNumberAndNoMore(String line) {
        TypesDb types = TypesDb.read("a rx:DERIVE:0:U\n" + line + "\nb rx:DERIVE:0:U\n");
        assertThat(types.problems()).singleElement().asString().startsWith("line 2: ");
        assertThat(types.size()).isEqualTo(2);
        assertThat(types.sources("x")).isEmpty();
    }

    @Test
    void problemsAreLimited() {
        TypesDb types = TypesDb.read(("x " + "y".repeat(10_000) + "\n").repeat(200));
        assertThat(types.problems()).hasSize(100).allMatch(p -> p.length() < 120);
    }

    @Test
    void theLaterOfTwoCounts() {
        assertThat(TypesDb.read("x a:GAUGE:U:U\nx rx:DERIVE:0:U").sources("x")).containsExactly(RX);
        TypesDb both = TypesDb.read("x a:GAUGE:U:U\ny a:GAUGE:U:U\nbad").with(TypesDb.read("x rx:DERIVE:0:U"));
        assertThat(both.sources("x")).containsExactly(RX);
        assertThat(both.sources("y")).hasSize(1);
        assertThat(both.problems()).hasSize(1);
        assertThat(TypesDb.none().size()).isZero();
    }
}
