package vor.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlaceTest {
    @Test
    void addressIsReadAndWrittenTheSame() {
        String address = "postgresql://vor@[2001:db8::1]:6432/noc?currentSchema=tg&sslmode=verify-full";
        Place.Server server = Place.Server.of(address);
        assertThat(server.host()).isEqualTo("2001:db8::1");
        assertThat(server.port()).isEqualTo(6432);
        assertThat(server.options()).isEqualTo(Map.of("currentSchema", "tg", "sslmode", "verify-full"));
        assertThat(server).hasToString(address);
        assertThat(Place.Server.of("postgres://vor@db.example.org/noc")).hasToString("postgresql://vor@db.example.org/noc");
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://vor@db/noc, expected postgresql://USER@HOST:PORT/DATABASE",
        "db.example.org, expected postgresql://",
        "'postgresql://a b', expected postgresql://",
        "postgresql://db/noc, the user is missing",
        "postgresql://vor@db, the database is missing",
        "postgresql://vor:hunter2@db/noc, a password does not stand in the address",
        "postgresql://vor@db/noc?password=hunter2, not \"password\"",
        "postgresql://vor@db/noc?socketFactory=evil, not \"socketFactory\"",
    })
    void badAddressIsRefusedWithoutRepeatingAPassword(String address, String why) {
        assertThatThrownBy(() -> Place.Server.of(address)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
    }
}
