/**
 * Random lives of instances, played through the public API and held to a small reference model.
 * It stands outside the flow of a request, on both ends of it.
 * May import the fixture and the stores to run on; the model imports the JDK alone, so that it cannot share a mistake.
 */
package breakwater.control.life;
