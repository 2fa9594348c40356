package breakwater.app.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/**
 * What an operator set for a node that answers the API. Immutable. Keys, defaults and ranges: {@link Setting}.
 * Its text shows no secret.
 *
 * @param http             where plain HTTP is served, if at all
 * @param https            where HTTPS is served, if at all; at least one of the two is
 * @param certificate      the certificate chain an operator brought
 * @param certificateKey   its key; there if and only if the chain is
 * @param certificateNames further names for a certificate of our own
 * @param dataFolder       what this node keeps
 * @param store            the database
 * @param masterKey        seals secrets at rest
 * @param operatorAccount  name of the first account
 * @param operatorKeyFile  where its access key is written, once
 * @param operatorCurrency CNY or USD
 * @param tuning           how the service behaves
 * @param carriesTraffic   whether it is an edge as well
 * @param link             where edges that are other nodes connect, if they may
 * @param logLevel         least level that is logged
 */
public record ServeConfiguration(Optional<Endpoint> http, Optional<Endpoint> https, Optional<Path> certificate,
        Optional<Path> certificateKey, List<String> certificateNames, Path dataFolder, StoreConfiguration store,
        MasterKey masterKey, String operatorAccount, Path operatorKeyFile, String operatorCurrency, Tuning tuning,
        boolean carriesTraffic, Optional<LinkConfiguration> link, Level logLevel) implements NodeConfiguration {
}
