package vor.server.receive.hints;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vor.model.Device;
import vor.model.DeviceId;
import vor.model.Picture;
import vor.model.Ping;

/** Which device an address or a name belongs to, by what is known already: nobody is asked. Immutable. */
final class Senders {
    private final Map<InetAddress, DeviceId> addresses = new HashMap<>();
    private final Map<String, DeviceId> names = new HashMap<>();

    Senders(Picture picture) {
        for (Device device : picture.inventory().devices()) {
            names.putIfAbsent(key(device.name()), device.id());
            for (String address : device.addresses()) {
                literal(address).ifPresentOrElse(
                        a -> addresses.putIfAbsent(a, device.id()), () -> names.putIfAbsent(key(address), device.id()));
            }
            for (Ping ping : picture.pings(device.id())) {
                literal(ping.resolved()).ifPresent(a -> addresses.putIfAbsent(a, device.id()));
            }
        }
    }

    Optional<DeviceId> at(InetAddress address) {
        return Optional.ofNullable(addresses.get(address));
    }

    /** By an address, a name, or a name with a domain that the inventory leaves out. */
    Optional<DeviceId> called(String host) {
        if (host.isEmpty()) {
            return Optional.empty();
        }
        Optional<InetAddress> address = literal(host);
        if (address.isPresent()) {
            return at(address.get());
        }
        String key = key(host);
        int dot = key.indexOf('.');
        return Optional.ofNullable(names.get(key)).or(() -> Optional.ofNullable(dot > 0 ? names.get(key.substring(0, dot)) : null));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Optional<InetAddress> literal(String text) {
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException name) {
            return Optional.empty();
        }
    }
}
