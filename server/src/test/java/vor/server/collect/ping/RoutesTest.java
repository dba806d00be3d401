package vor.server.collect.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static final Address GATEWAY = Address.literal("10.0.0.254").orElseThrow();
    private static final Address LINK_LOCAL = Address.literal("fe80::1").orElseThrow();

    @Test
    void aGatewayOfTheInventoryIsNoFirstHopNorIsItsLinkLocalAddress() {
        Routes routes = new Routes(Set.of(GATEWAY, LINK_LOCAL), Set.of("eth0", "lo"));
        assertThat(routes.resolved(Map.of(), Map.of(), Set.of(GATEWAY)).hops()).isEmpty();
        assertThat(routes.resolved(Map.of(), Map.of(), Set.of()).hops()).containsExactlyInAnyOrder(GATEWAY, LINK_LOCAL);
    }

    @Test
    void theLoopbackCountsOnlyWhenNothingElseIsUsed() {
        assertThat(new Routes(Set.of(), Set.of("eth0", "lo")).resolved(Map.of(), Map.of(), Set.of()).interfaces())
                .containsExactly("eth0");
        assertThat(new Routes(Set.of(), Set.of("lo")).resolved(Map.of(), Map.of(), Set.of()).interfaces())
                .containsExactly("lo");
    }
}
