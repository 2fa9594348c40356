/**
 * What arrived, before anything is believed: the bounded raw request and its parameters, parsed once for every stage.
 * It is made by {@code front} and read by the pipeline's stages.
 * It imports {@code contract}, {@code error} and the JDK only.
 */
package breakwater.control.request;
