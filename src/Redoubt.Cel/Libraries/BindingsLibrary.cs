using Redoubt.Cel.Tree.Macros;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// <c>cel.bind(name, value, expression)</c>, as cel-go's <c>ext.Bindings</c>. It costs what its parts do, and by the estimate a list literal.
/// </summary>
internal static class BindingsLibrary
{
    internal static CelLibrary Library { get; } = new() { Name = "bindings", Macros = [Bind.Macro] };
}
