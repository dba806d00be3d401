package vor.server.discover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CrawlTest {
    private static final Reach ANY_PRIVATE = new Reach(List.of());

    @Test
    void nobodyIsAskedTwiceAndNobodyOutside() {
        Crawl crawl = new Crawl(ANY_PRIVATE, 10);
        crawl.met(new Rack("10.0.0.1", "core", "a")
                .hears("1", "sw1", "b", "1", "", "10.0.0.2", "fd00::2")
                .hears("2", "sw1", "b", "2", "", "10.0.0.2")
                .hears("3", "transit", "c", "1", "", "8.8.8.8")
                .hears("4", "self", "d", "1", "", "127.0.0.1", "fe80::1")
                .told());

        assertThat(crawl.next()).containsExactly(List.of("10.0.0.2", "fd00::2"));
        assertThat(crawl.next()).isEmpty();
    }

    @Test
    void onlyTheRangesThatWereNamedAreAsked() {
        Crawl crawl = new Crawl(new Reach(List.of(Reach.Range.of("192.0.2.0/25"))), 10);
        crawl.met(new Rack("10.0.0.1", "core", "a")
                .hears("1", "sw1", "b", "1", "", "10.0.0.2")
                .hears("2", "sw2", "c", "1", "", "192.0.2.127")
                .hears("3", "sw3", "d", "1", "", "192.0.2.128")
                .told());

        assertThat(crawl.next()).containsExactly(List.of("192.0.2.127"));
    }

    @Test
    void aDeviceMetByTwoAddressesIsOne() {
        Crawl crawl = new Crawl(ANY_PRIVATE, 10);
        crawl.met(new Rack("10.0.0.1", "core", "a").told());
        crawl.met(new Rack("10.0.0.9", "core", "A").told());

        assertThat(crawl.met()).hasSize(1);
    }

    @Test
    void itEndsAtTheMost() {
        Crawl crawl = new Crawl(ANY_PRIVATE, 2);
        crawl.met(new Rack("10.0.0.1", "core", "a").hears("1", "x", "b", "1", "", "10.0.0.2").hears("2", "y", "c", "1", "", "10.0.0.3").told());

        assertThat(crawl.next()).hasSize(1);
        crawl.met(new Rack("10.0.0.2", "x", "b").told());
        assertThat(crawl.full()).isTrue();
    }

    @Test
    void whatIsNoRangeIsRefused() {
        for (String text : List.of("", "10.0.0.0/33", "10.0.0.0/-1", "ten/8", "10.0.0.0/x")) {
            assertThatThrownBy(() -> Reach.Range.of(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
