package org.bactrian.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.bactrian.log.ProgressSource;
import org.bactrian.log.RunLog;
import org.bactrian.seal.SealProvider;

/**
 * One request on its way to a route, with all the route may need.
 *
 * @param route    the name after {@code direct:}
 * @param request  a record of org.bactrian.request
 * @param log      where the run speaks
 * @param seals    how it seals and opens
 * @param progress is given what tells how far it is
 * @param stop     true once it shall end
 * @param settings override those of the configuration
 * @param swift    override the variables that name a Swift account
 * @param passwords asks for the password of the account whose name it is given
 * @param routes   folder with the routes
 * @param config   folder with the settings
 * @param debugging whether the details of libraries are wanted
 */
record Work(String route, Object request, RunLog log, SealProvider seals, Consumer<ProgressSource> progress,
        BooleanSupplier stop, Properties settings, Map<String, String> swift,
        UnaryOperator<String> passwords, Path routes, Path config, boolean debugging) {
}
