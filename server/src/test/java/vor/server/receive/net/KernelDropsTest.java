package vor.server.receive.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KernelDropsTest {
    @Test
    void readsTheKernelsDrops() {
        List<String> table = List.of(
                "   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
                "  519: 0100007F:048A 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31337 2 0000000000000000 4711",
                "  520: 0100007F:048B 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 31338 2 0000000000000000 1",
                "nonsense");
        assertThat(KernelDrops.in(table, 1162)).isEqualTo(4711);
        assertThat(KernelDrops.in(table, 514)).isZero();
    }
}
