package vor.wire.collectd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {
    private final CommandReader reader = new CommandReader(TypesDb.read("load shortterm:GAUGE:0:5000"));

    private Heard one(String line) {
        List<Heard> heard = reader.read(line, Instant.EPOCH);
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    @Test
    void valuesAndNotificationsAreToldApartByTheirFirstWord() {
        assertThat(one("PUTVAL web1/load/load 1700000000:0.5")).isInstanceOf(Heard.Values.class);
        assertThat(one("  putnotif severity=okay time=1700000000.5 host=web1 plugin=load type=load message=\"all \\\"well\\\" again\"")).isEqualTo(new Heard.Notification(
                new Identifier("web1", "load", "", "load", ""), Severity.OKAY, Instant.ofEpochSecond(1_700_000_000, 500_000_000), "all \"well\" again"));
    }

    @Test
    void aNotificationNeedsNoMoreThanSeverityTimeAndMessage() {
        assertThat(one("PUTNOTIF message=down s:room=b3 n:rack=7 time=1700000000 severity=FAILURE")).isEqualTo(
                new Heard.Notification(new Identifier("", "", "", "", ""), Severity.FAILURE, Instant.ofEpochSecond(1_700_000_000), "down"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    PUTNOTIF                                      | PUTNOTIF without a severity of failure, warning or okay
                    PUTNOTIF severity=bad time=1 message=x        | PUTNOTIF without a severity of failure, warning or okay
                    PUTNOTIF severity=okay message=x              | PUTNOTIF without time in seconds since 1970
                    PUTNOTIF severity=okay time=nan message=x     | PUTNOTIF without time in seconds since 1970
                    PUTNOTIF severity=okay time=1                 | PUTNOTIF without message
                    PUTNOTIF severity=okay down                   | a word that is no option such as severity=okay
                    PUTNOTIF severity=okay room=b3                | an option that is none of message, severity, time, host, plugin, plugin_instance, type, type_instance
                    PUTNOTIF message="down                        | a quote that does not end
                    GETVAL web1/load/load                         | it does not begin with PUTVAL
                    """)
    void whatIsNoneSaysWhatWasExpected(String line, String why) {
        assertThat(one(line)).isInstanceOfSatisfying(Heard.Damage.class, d -> assertThat(d.why()).isEqualTo(why));
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThat(one("PUTVAL " + "x".repeat(CommandReader.LONGEST))).isInstanceOf(Heard.Damage.class);
        assertThat(one("PUTNOTIF severity=okay time=1 message=" + "x".repeat(4_097))).isEqualTo(new Heard.Damage("a message of more than 4096 characters", 0));
        assertThat(one("PUTNOTIF severity=okay time=1 message=x host=" + "x".repeat(256))).isEqualTo(new Heard.Damage("a name of more than 255 characters", 0));
        assertThat(Optional.of(one("PUTNOTIF severity=okay time=1 message=x host=" + "x".repeat(255)))).get().isInstanceOf(Heard.Notification.class);
    }
}
