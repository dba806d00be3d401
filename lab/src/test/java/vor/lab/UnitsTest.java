package vor.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

    @Test
    void percentages() {
        assertThat(Units.share("0%")).isZero();
        assertThat(Units.share("0.5%")).isEqualTo(0.005);
        assertThat(Units.share("5 %")).isEqualTo(0.05);
        assertThat(Units.share("100%")).isEqualTo(1);
        assertThat(Units.share("off")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-1%", "101%", "5%%", "NaN%", "1e3%"})
    void whatIsNoPercentageIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Units.share(text)).hasMessageContaining("0.5%").hasMessageContaining(text);
    }

    @Test
    void spans() {
        assertThat(Units.span("800ms")).isEqualTo(Duration.ofMillis(800));
        assertThat(Units.span("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(Units.span("off")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "800", "ms", "-1s", "1h", "1.5.5s"})
    void whatIsNoSpanIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Units.span(text)).hasMessageContaining("800ms");
    }
}
