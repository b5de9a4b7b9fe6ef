namespace Redoubt.Collect.Datastores;

/// <summary>An entry of etcd: its key, and in which form its value is stored. The value itself is kept nowhere.</summary>
/// <param name="Key">The key.</param>
/// <param name="Form">The form of the value.</param>
internal sealed record StoredEntry(string Key, StoredForm Form);
