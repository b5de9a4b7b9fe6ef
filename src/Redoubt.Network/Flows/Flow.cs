using Redoubt.Network.Ports;

namespace Redoubt.Network.Flows;

/// <summary>A connection that a log saw.</summary>
/// <param name="From">Who opened it.</param>
/// <param name="To">Who took it.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Port">The port of whoever took it.</param>
internal readonly record struct Flow(FlowEnd From, FlowEnd To, Protocol Protocol, int Port);

/// <summary>An end of a flow, as far as the log names it.</summary>
/// <param name="Namespace">The pod's namespace; empty where it is no pod.</param>
/// <param name="Pod">The pod's name, or how all names of its owner's pods begin, with <c>*</c>.</param>
/// <param name="Owner">The name of what owns the pod; empty where that is not said.</param>
/// <param name="Address">The address; empty where that is not said.</param>
/// <param name="Place">What the log calls a place that is no pod: <c>world</c>, <c>host</c>, <c>kube-apiserver</c>.</param>
internal readonly record struct FlowEnd(string Namespace, string Pod, string Owner, string Address, string Place);
