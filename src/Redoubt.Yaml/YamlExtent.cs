namespace Redoubt.Yaml;

/// <summary>Where a node stands in the file's text.</summary>
/// <param name="Offset">Its first character: of its anchor or tag if it has one.</param>
/// <param name="ContentOffset">Its content.</param>
/// <param name="End">Just after its last character.</param>
internal readonly record struct YamlExtent(int Offset, int ContentOffset, int End);
