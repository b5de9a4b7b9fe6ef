using Redoubt.Network.Ends;
using Redoubt.Network.Ports;

namespace Redoubt.Network.Crossings;

/// <summary>Pods of a namespace that those of another, with another value of a label, may send to.</summary>
/// <param name="From">The senders: a pod of which nothing is known stands for those that are not in the evidence.</param>
/// <param name="To">The receivers.</param>
/// <param name="Value">The label's value on the senders' namespace; empty where it is not known.</param>
/// <param name="Ports">The ports.</param>
/// <param name="IsSure">Whether they surely may, and the label surely differs.</param>
public sealed record Crossing(EndClass From, EndClass To, string Value, PortSet Ports, bool IsSure);
