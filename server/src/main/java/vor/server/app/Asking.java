package vor.server.app;

import java.util.Set;
import vor.model.Collector;
import vor.model.DeviceId;
import vor.server.collect.snmp.SnmpCollector;
import vor.server.receive.hints.Upstream;

/** What a hint has asked: echoes of the devices behind the port, and the port itself by SNMP. */
record Asking(Collector echoes, SnmpCollector agents) implements Upstream {
    @Override
    public void probe(Set<DeviceId> devices) {
        echoes.probeNow(devices);
    }

    @Override
    public void look(DeviceId device, Set<String> ports) {
        agents.lookNow(device, ports);
    }
}
