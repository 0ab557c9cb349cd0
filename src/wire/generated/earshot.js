/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const earshot = $root.earshot = (() => {

    /**
     * Namespace earshot.
     * @exports earshot
     * @namespace
     */
    const earshot = {};

    earshot.Signed = (function() {

        /**
         * Properties of a Signed.
         * @typedef {Object} earshot.Signed.$Properties
         * @property {Uint8Array|null} [payload] Signed payload
         * @property {Uint8Array|null} [signature] Signed signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Signed.
         * @memberof earshot
         * @interface ISigned
         * @augments earshot.Signed.$Properties
         * @deprecated Use earshot.Signed.$Properties instead.
         */

        /**
         * Shape of a Signed.
         * @typedef {earshot.Signed.$Properties} earshot.Signed.$Shape
         */

        /**
         * Constructs a new Signed.
         * @memberof earshot
         * @classdesc Represents a Signed.
         * @constructor
         * @param {earshot.Signed.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Signed = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Signed payload.
         * @member {Uint8Array} payload
         * @memberof earshot.Signed
         * @instance
         */
        Signed.prototype.payload = $util.newBuffer([]);

        /**
         * Signed signature.
         * @member {Uint8Array} signature
         * @memberof earshot.Signed
         * @instance
         */
        Signed.prototype.signature = $util.newBuffer([]);

        /**
         * Creates a new Signed instance using the specified properties.
         * @function create
         * @memberof earshot.Signed
         * @static
         * @param {earshot.Signed.$Properties=} [properties] Properties to set
         * @returns {earshot.Signed} Signed instance
         * @type {{
         *   (properties: earshot.Signed.$Shape): earshot.Signed & earshot.Signed.$Shape;
         *   (properties?: earshot.Signed.$Properties): earshot.Signed;
         * }}
         */
        Signed.create = function(properties) {
            return new Signed(properties);
        };

        /**
         * Encodes the specified Signed message. Does not implicitly {@link earshot.Signed.verify|verify} messages.
         * @function encode
         * @memberof earshot.Signed
         * @static
         * @param {earshot.Signed.$Properties} message Signed message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Signed.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.payload);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Signed message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Signed
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Signed & earshot.Signed.$Shape} Signed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Signed.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Signed();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Signed;
    })();

    earshot.DeviceCertificate = (function() {

        /**
         * Properties of a DeviceCertificate.
         * @typedef {Object} earshot.DeviceCertificate.$Properties
         * @property {Uint8Array|null} [account] DeviceCertificate account
         * @property {Uint8Array|null} [device] DeviceCertificate device
         * @property {Uint8Array|null} [ratchetKey] DeviceCertificate ratchetKey
         * @property {number|null} [created] DeviceCertificate created
         * @property {number|null} [expires] DeviceCertificate expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeviceCertificate.
         * @memberof earshot
         * @interface IDeviceCertificate
         * @augments earshot.DeviceCertificate.$Properties
         * @deprecated Use earshot.DeviceCertificate.$Properties instead.
         */

        /**
         * Shape of a DeviceCertificate.
         * @typedef {earshot.DeviceCertificate.$Properties} earshot.DeviceCertificate.$Shape
         */

        /**
         * Constructs a new DeviceCertificate.
         * @memberof earshot
         * @classdesc Represents a DeviceCertificate.
         * @constructor
         * @param {earshot.DeviceCertificate.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeviceCertificate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeviceCertificate account.
         * @member {Uint8Array} account
         * @memberof earshot.DeviceCertificate
         * @instance
         */
        DeviceCertificate.prototype.account = $util.newBuffer([]);

        /**
         * DeviceCertificate device.
         * @member {Uint8Array} device
         * @memberof earshot.DeviceCertificate
         * @instance
         */
        DeviceCertificate.prototype.device = $util.newBuffer([]);

        /**
         * DeviceCertificate ratchetKey.
         * @member {Uint8Array} ratchetKey
         * @memberof earshot.DeviceCertificate
         * @instance
         */
        DeviceCertificate.prototype.ratchetKey = $util.newBuffer([]);

        /**
         * DeviceCertificate created.
         * @member {number} created
         * @memberof earshot.DeviceCertificate
         * @instance
         */
        DeviceCertificate.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * DeviceCertificate expires.
         * @member {number} expires
         * @memberof earshot.DeviceCertificate
         * @instance
         */
        DeviceCertificate.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new DeviceCertificate instance using the specified properties.
         * @function create
         * @memberof earshot.DeviceCertificate
         * @static
         * @param {earshot.DeviceCertificate.$Properties=} [properties] Properties to set
         * @returns {earshot.DeviceCertificate} DeviceCertificate instance
         * @type {{
         *   (properties: earshot.DeviceCertificate.$Shape): earshot.DeviceCertificate & earshot.DeviceCertificate.$Shape;
         *   (properties?: earshot.DeviceCertificate.$Properties): earshot.DeviceCertificate;
         * }}
         */
        DeviceCertificate.create = function(properties) {
            return new DeviceCertificate(properties);
        };

        /**
         * Encodes the specified DeviceCertificate message. Does not implicitly {@link earshot.DeviceCertificate.verify|verify} messages.
         * @function encode
         * @memberof earshot.DeviceCertificate
         * @static
         * @param {earshot.DeviceCertificate.$Properties} message DeviceCertificate message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeviceCertificate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.account);
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.device);
            if (message.ratchetKey != null && $Object.hasOwnProperty.call(message, "ratchetKey") && message.ratchetKey.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.ratchetKey);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.created);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeviceCertificate message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.DeviceCertificate
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.DeviceCertificate & earshot.DeviceCertificate.$Shape} DeviceCertificate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeviceCertificate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.DeviceCertificate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ratchetKey = value;
                        else
                            delete message.ratchetKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeviceCertificate;
    })();

    earshot.DeviceList = (function() {

        /**
         * Properties of a DeviceList.
         * @typedef {Object} earshot.DeviceList.$Properties
         * @property {Uint8Array|null} [account] DeviceList account
         * @property {number|null} [version] DeviceList version
         * @property {Array.<earshot.Signed.$Properties>|null} [certificates] DeviceList certificates
         * @property {Array.<Uint8Array>|null} [revoked] DeviceList revoked
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeviceList.
         * @memberof earshot
         * @interface IDeviceList
         * @augments earshot.DeviceList.$Properties
         * @deprecated Use earshot.DeviceList.$Properties instead.
         */

        /**
         * Shape of a DeviceList.
         * @typedef {earshot.DeviceList.$Properties} earshot.DeviceList.$Shape
         */

        /**
         * Constructs a new DeviceList.
         * @memberof earshot
         * @classdesc Represents a DeviceList.
         * @constructor
         * @param {earshot.DeviceList.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeviceList = function (properties) {
            this.certificates = [];
            this.revoked = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeviceList account.
         * @member {Uint8Array} account
         * @memberof earshot.DeviceList
         * @instance
         */
        DeviceList.prototype.account = $util.newBuffer([]);

        /**
         * DeviceList version.
         * @member {number} version
         * @memberof earshot.DeviceList
         * @instance
         */
        DeviceList.prototype.version = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * DeviceList certificates.
         * @member {Array.<earshot.Signed.$Properties>} certificates
         * @memberof earshot.DeviceList
         * @instance
         */
        DeviceList.prototype.certificates = $util.emptyArray;

        /**
         * DeviceList revoked.
         * @member {Array.<Uint8Array>} revoked
         * @memberof earshot.DeviceList
         * @instance
         */
        DeviceList.prototype.revoked = $util.emptyArray;

        /**
         * Creates a new DeviceList instance using the specified properties.
         * @function create
         * @memberof earshot.DeviceList
         * @static
         * @param {earshot.DeviceList.$Properties=} [properties] Properties to set
         * @returns {earshot.DeviceList} DeviceList instance
         * @type {{
         *   (properties: earshot.DeviceList.$Shape): earshot.DeviceList & earshot.DeviceList.$Shape;
         *   (properties?: earshot.DeviceList.$Properties): earshot.DeviceList;
         * }}
         */
        DeviceList.create = function(properties) {
            return new DeviceList(properties);
        };

        /**
         * Encodes the specified DeviceList message. Does not implicitly {@link earshot.DeviceList.verify|verify} messages.
         * @function encode
         * @memberof earshot.DeviceList
         * @static
         * @param {earshot.DeviceList.$Properties} message DeviceList message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeviceList.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.account);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && (typeof message.version === "object" ? message.version.low || message.version.high : message.version !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.version);
            if (message.certificates != null && message.certificates.length)
                for (let i = 0; i < message.certificates.length; ++i)
                    $root.earshot.Signed.encode(message.certificates[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.revoked != null && message.revoked.length)
                for (let i = 0; i < message.revoked.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.revoked[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeviceList message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.DeviceList
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.DeviceList & earshot.DeviceList.$Shape} DeviceList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeviceList.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.DeviceList();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.certificates && message.certificates.length))
                            message.certificates = [];
                        message.certificates.push($root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.revoked && message.revoked.length))
                            message.revoked = [];
                        message.revoked.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DeviceList;
    })();

    earshot.MailboxAddress = (function() {

        /**
         * Properties of a MailboxAddress.
         * @typedef {Object} earshot.MailboxAddress.$Properties
         * @property {Uint8Array|null} [mailbox] MailboxAddress mailbox
         * @property {Array.<Uint8Array>|null} [addresses] MailboxAddress addresses
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxAddress.
         * @memberof earshot
         * @interface IMailboxAddress
         * @augments earshot.MailboxAddress.$Properties
         * @deprecated Use earshot.MailboxAddress.$Properties instead.
         */

        /**
         * Shape of a MailboxAddress.
         * @typedef {earshot.MailboxAddress.$Properties} earshot.MailboxAddress.$Shape
         */

        /**
         * Constructs a new MailboxAddress.
         * @memberof earshot
         * @classdesc Represents a MailboxAddress.
         * @constructor
         * @param {earshot.MailboxAddress.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxAddress = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxAddress mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.MailboxAddress
         * @instance
         */
        MailboxAddress.prototype.mailbox = $util.newBuffer([]);

        /**
         * MailboxAddress addresses.
         * @member {Array.<Uint8Array>} addresses
         * @memberof earshot.MailboxAddress
         * @instance
         */
        MailboxAddress.prototype.addresses = $util.emptyArray;

        /**
         * Creates a new MailboxAddress instance using the specified properties.
         * @function create
         * @memberof earshot.MailboxAddress
         * @static
         * @param {earshot.MailboxAddress.$Properties=} [properties] Properties to set
         * @returns {earshot.MailboxAddress} MailboxAddress instance
         * @type {{
         *   (properties: earshot.MailboxAddress.$Shape): earshot.MailboxAddress & earshot.MailboxAddress.$Shape;
         *   (properties?: earshot.MailboxAddress.$Properties): earshot.MailboxAddress;
         * }}
         */
        MailboxAddress.create = function(properties) {
            return new MailboxAddress(properties);
        };

        /**
         * Encodes the specified MailboxAddress message. Does not implicitly {@link earshot.MailboxAddress.verify|verify} messages.
         * @function encode
         * @memberof earshot.MailboxAddress
         * @static
         * @param {earshot.MailboxAddress.$Properties} message MailboxAddress message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxAddress.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.mailbox);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.addresses[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxAddress message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MailboxAddress
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MailboxAddress & earshot.MailboxAddress.$Shape} MailboxAddress
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxAddress.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MailboxAddress();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxAddress;
    })();

    earshot.Invite = (function() {

        /**
         * Properties of an Invite.
         * @typedef {Object} earshot.Invite.$Properties
         * @property {Uint8Array|null} [account] Invite account
         * @property {string|null} [name] Invite name
         * @property {Array.<earshot.MailboxAddress.$Properties>|null} [mailboxes] Invite mailboxes
         * @property {Uint8Array|null} [id] Invite id
         * @property {Uint8Array|null} [secret] Invite secret
         * @property {number|null} [expires] Invite expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Invite.
         * @memberof earshot
         * @interface IInvite
         * @augments earshot.Invite.$Properties
         * @deprecated Use earshot.Invite.$Properties instead.
         */

        /**
         * Shape of an Invite.
         * @typedef {earshot.Invite.$Properties} earshot.Invite.$Shape
         */

        /**
         * Constructs a new Invite.
         * @memberof earshot
         * @classdesc Represents an Invite.
         * @constructor
         * @param {earshot.Invite.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Invite = function (properties) {
            this.mailboxes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Invite account.
         * @member {Uint8Array} account
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.account = $util.newBuffer([]);

        /**
         * Invite name.
         * @member {string} name
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.name = "";

        /**
         * Invite mailboxes.
         * @member {Array.<earshot.MailboxAddress.$Properties>} mailboxes
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.mailboxes = $util.emptyArray;

        /**
         * Invite id.
         * @member {Uint8Array} id
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.id = $util.newBuffer([]);

        /**
         * Invite secret.
         * @member {Uint8Array} secret
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.secret = $util.newBuffer([]);

        /**
         * Invite expires.
         * @member {number} expires
         * @memberof earshot.Invite
         * @instance
         */
        Invite.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new Invite instance using the specified properties.
         * @function create
         * @memberof earshot.Invite
         * @static
         * @param {earshot.Invite.$Properties=} [properties] Properties to set
         * @returns {earshot.Invite} Invite instance
         * @type {{
         *   (properties: earshot.Invite.$Shape): earshot.Invite & earshot.Invite.$Shape;
         *   (properties?: earshot.Invite.$Properties): earshot.Invite;
         * }}
         */
        Invite.create = function(properties) {
            return new Invite(properties);
        };

        /**
         * Encodes the specified Invite message. Does not implicitly {@link earshot.Invite.verify|verify} messages.
         * @function encode
         * @memberof earshot.Invite
         * @static
         * @param {earshot.Invite.$Properties} message Invite message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Invite.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.account);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.mailboxes != null && message.mailboxes.length)
                for (let i = 0; i < message.mailboxes.length; ++i)
                    $root.earshot.MailboxAddress.encode(message.mailboxes[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.id);
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret") && message.secret.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.secret);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Invite message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Invite
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Invite & earshot.Invite.$Shape} Invite
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Invite.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Invite();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.mailboxes && message.mailboxes.length))
                            message.mailboxes = [];
                        message.mailboxes.push($root.earshot.MailboxAddress.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.secret = value;
                        else
                            delete message.secret;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Invite;
    })();

    earshot.PrekeyBundle = (function() {

        /**
         * Properties of a PrekeyBundle.
         * @typedef {Object} earshot.PrekeyBundle.$Properties
         * @property {earshot.Signed.$Properties|null} [deviceList] PrekeyBundle deviceList
         * @property {Uint8Array|null} [device] PrekeyBundle device
         * @property {number|null} [signedPrekeyId] PrekeyBundle signedPrekeyId
         * @property {Uint8Array|null} [signedPrekey] PrekeyBundle signedPrekey
         * @property {number|null} [kemPrekeyId] PrekeyBundle kemPrekeyId
         * @property {Uint8Array|null} [kemPrekey] PrekeyBundle kemPrekey
         * @property {Uint8Array|null} [requestKey] PrekeyBundle requestKey
         * @property {Array.<number>|null} [suites] PrekeyBundle suites
         * @property {number|null} [created] PrekeyBundle created
         * @property {number|null} [expires] PrekeyBundle expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PrekeyBundle.
         * @memberof earshot
         * @interface IPrekeyBundle
         * @augments earshot.PrekeyBundle.$Properties
         * @deprecated Use earshot.PrekeyBundle.$Properties instead.
         */

        /**
         * Shape of a PrekeyBundle.
         * @typedef {earshot.PrekeyBundle.$Properties} earshot.PrekeyBundle.$Shape
         */

        /**
         * Constructs a new PrekeyBundle.
         * @memberof earshot
         * @classdesc Represents a PrekeyBundle.
         * @constructor
         * @param {earshot.PrekeyBundle.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PrekeyBundle = function (properties) {
            this.suites = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PrekeyBundle deviceList.
         * @member {earshot.Signed.$Properties|null|undefined} deviceList
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.deviceList = null;

        /**
         * PrekeyBundle device.
         * @member {Uint8Array} device
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.device = $util.newBuffer([]);

        /**
         * PrekeyBundle signedPrekeyId.
         * @member {number} signedPrekeyId
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.signedPrekeyId = 0;

        /**
         * PrekeyBundle signedPrekey.
         * @member {Uint8Array} signedPrekey
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.signedPrekey = $util.newBuffer([]);

        /**
         * PrekeyBundle kemPrekeyId.
         * @member {number} kemPrekeyId
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.kemPrekeyId = 0;

        /**
         * PrekeyBundle kemPrekey.
         * @member {Uint8Array} kemPrekey
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.kemPrekey = $util.newBuffer([]);

        /**
         * PrekeyBundle requestKey.
         * @member {Uint8Array} requestKey
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.requestKey = $util.newBuffer([]);

        /**
         * PrekeyBundle suites.
         * @member {Array.<number>} suites
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.suites = $util.emptyArray;

        /**
         * PrekeyBundle created.
         * @member {number} created
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * PrekeyBundle expires.
         * @member {number} expires
         * @memberof earshot.PrekeyBundle
         * @instance
         */
        PrekeyBundle.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new PrekeyBundle instance using the specified properties.
         * @function create
         * @memberof earshot.PrekeyBundle
         * @static
         * @param {earshot.PrekeyBundle.$Properties=} [properties] Properties to set
         * @returns {earshot.PrekeyBundle} PrekeyBundle instance
         * @type {{
         *   (properties: earshot.PrekeyBundle.$Shape): earshot.PrekeyBundle & earshot.PrekeyBundle.$Shape;
         *   (properties?: earshot.PrekeyBundle.$Properties): earshot.PrekeyBundle;
         * }}
         */
        PrekeyBundle.create = function(properties) {
            return new PrekeyBundle(properties);
        };

        /**
         * Encodes the specified PrekeyBundle message. Does not implicitly {@link earshot.PrekeyBundle.verify|verify} messages.
         * @function encode
         * @memberof earshot.PrekeyBundle
         * @static
         * @param {earshot.PrekeyBundle.$Properties} message PrekeyBundle message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PrekeyBundle.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.deviceList != null && $Object.hasOwnProperty.call(message, "deviceList"))
                $root.earshot.Signed.encode(message.deviceList, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.device);
            if (message.signedPrekeyId != null && $Object.hasOwnProperty.call(message, "signedPrekeyId") && message.signedPrekeyId !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.signedPrekeyId);
            if (message.signedPrekey != null && $Object.hasOwnProperty.call(message, "signedPrekey") && message.signedPrekey.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signedPrekey);
            if (message.kemPrekeyId != null && $Object.hasOwnProperty.call(message, "kemPrekeyId") && message.kemPrekeyId !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.kemPrekeyId);
            if (message.kemPrekey != null && $Object.hasOwnProperty.call(message, "kemPrekey") && message.kemPrekey.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.kemPrekey);
            if (message.requestKey != null && $Object.hasOwnProperty.call(message, "requestKey") && message.requestKey.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.requestKey);
            if (message.suites != null && message.suites.length)
                writer.uint32(/* id 8, wireType 2 =*/66).uint32s(message.suites);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 9, wireType 0 =*/72).int64(message.created);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 10, wireType 0 =*/80).int64(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PrekeyBundle message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PrekeyBundle
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PrekeyBundle & earshot.PrekeyBundle.$Shape} PrekeyBundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PrekeyBundle.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PrekeyBundle();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.deviceList = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceList);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.signedPrekeyId = value;
                        else
                            delete message.signedPrekeyId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signedPrekey = value;
                        else
                            delete message.signedPrekey;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kemPrekeyId = value;
                        else
                            delete message.kemPrekeyId;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kemPrekey = value;
                        else
                            delete message.kemPrekey;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.requestKey = value;
                        else
                            delete message.requestKey;
                        continue;
                    }
                case 8: {
                        if (wireType === 2) {
                            if (!(message.suites && message.suites.length))
                                message.suites = [];
                            reader.uint32s(message.suites);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.suites && message.suites.length))
                            message.suites = [];
                        message.suites.push(reader.uint32());
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PrekeyBundle;
    })();

    earshot.OneTimePrekey = (function() {

        /**
         * Properties of a OneTimePrekey.
         * @typedef {Object} earshot.OneTimePrekey.$Properties
         * @property {Uint8Array|null} [device] OneTimePrekey device
         * @property {number|null} [id] OneTimePrekey id
         * @property {Uint8Array|null} [curveKey] OneTimePrekey curveKey
         * @property {Uint8Array|null} [kemKey] OneTimePrekey kemKey
         * @property {number|null} [created] OneTimePrekey created
         * @property {number|null} [expires] OneTimePrekey expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a OneTimePrekey.
         * @memberof earshot
         * @interface IOneTimePrekey
         * @augments earshot.OneTimePrekey.$Properties
         * @deprecated Use earshot.OneTimePrekey.$Properties instead.
         */

        /**
         * Shape of a OneTimePrekey.
         * @typedef {earshot.OneTimePrekey.$Properties} earshot.OneTimePrekey.$Shape
         */

        /**
         * Constructs a new OneTimePrekey.
         * @memberof earshot
         * @classdesc Represents a OneTimePrekey.
         * @constructor
         * @param {earshot.OneTimePrekey.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OneTimePrekey = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OneTimePrekey device.
         * @member {Uint8Array} device
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.device = $util.newBuffer([]);

        /**
         * OneTimePrekey id.
         * @member {number} id
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.id = 0;

        /**
         * OneTimePrekey curveKey.
         * @member {Uint8Array} curveKey
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.curveKey = $util.newBuffer([]);

        /**
         * OneTimePrekey kemKey.
         * @member {Uint8Array} kemKey
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.kemKey = $util.newBuffer([]);

        /**
         * OneTimePrekey created.
         * @member {number} created
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OneTimePrekey expires.
         * @member {number} expires
         * @memberof earshot.OneTimePrekey
         * @instance
         */
        OneTimePrekey.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new OneTimePrekey instance using the specified properties.
         * @function create
         * @memberof earshot.OneTimePrekey
         * @static
         * @param {earshot.OneTimePrekey.$Properties=} [properties] Properties to set
         * @returns {earshot.OneTimePrekey} OneTimePrekey instance
         * @type {{
         *   (properties: earshot.OneTimePrekey.$Shape): earshot.OneTimePrekey & earshot.OneTimePrekey.$Shape;
         *   (properties?: earshot.OneTimePrekey.$Properties): earshot.OneTimePrekey;
         * }}
         */
        OneTimePrekey.create = function(properties) {
            return new OneTimePrekey(properties);
        };

        /**
         * Encodes the specified OneTimePrekey message. Does not implicitly {@link earshot.OneTimePrekey.verify|verify} messages.
         * @function encode
         * @memberof earshot.OneTimePrekey
         * @static
         * @param {earshot.OneTimePrekey.$Properties} message OneTimePrekey message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OneTimePrekey.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.device);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.id);
            if (message.curveKey != null && $Object.hasOwnProperty.call(message, "curveKey") && message.curveKey.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.curveKey);
            if (message.kemKey != null && $Object.hasOwnProperty.call(message, "kemKey") && message.kemKey.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.kemKey);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.created);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a OneTimePrekey message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.OneTimePrekey
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.OneTimePrekey & earshot.OneTimePrekey.$Shape} OneTimePrekey
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OneTimePrekey.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.OneTimePrekey();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.curveKey = value;
                        else
                            delete message.curveKey;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kemKey = value;
                        else
                            delete message.kemKey;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OneTimePrekey;
    })();

    earshot.Descriptor = (function() {

        /**
         * Properties of a Descriptor.
         * @typedef {Object} earshot.Descriptor.$Properties
         * @property {Uint8Array|null} [device] Descriptor device
         * @property {number|null} [revision] Descriptor revision
         * @property {number|null} [expires] Descriptor expires
         * @property {earshot.Signed.$Properties|null} [deviceList] Descriptor deviceList
         * @property {Array.<number>|null} [suites] Descriptor suites
         * @property {Array.<earshot.MailboxAddress.$Properties>|null} [requestMailboxes] Descriptor requestMailboxes
         * @property {Uint8Array|null} [inner] Descriptor inner
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Descriptor.
         * @memberof earshot
         * @interface IDescriptor
         * @augments earshot.Descriptor.$Properties
         * @deprecated Use earshot.Descriptor.$Properties instead.
         */

        /**
         * Shape of a Descriptor.
         * @typedef {earshot.Descriptor.$Properties} earshot.Descriptor.$Shape
         */

        /**
         * Constructs a new Descriptor.
         * @memberof earshot
         * @classdesc Represents a Descriptor.
         * @constructor
         * @param {earshot.Descriptor.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Descriptor = function (properties) {
            this.suites = [];
            this.requestMailboxes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Descriptor device.
         * @member {Uint8Array} device
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.device = $util.newBuffer([]);

        /**
         * Descriptor revision.
         * @member {number} revision
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Descriptor expires.
         * @member {number} expires
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Descriptor deviceList.
         * @member {earshot.Signed.$Properties|null|undefined} deviceList
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.deviceList = null;

        /**
         * Descriptor suites.
         * @member {Array.<number>} suites
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.suites = $util.emptyArray;

        /**
         * Descriptor requestMailboxes.
         * @member {Array.<earshot.MailboxAddress.$Properties>} requestMailboxes
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.requestMailboxes = $util.emptyArray;

        /**
         * Descriptor inner.
         * @member {Uint8Array} inner
         * @memberof earshot.Descriptor
         * @instance
         */
        Descriptor.prototype.inner = $util.newBuffer([]);

        /**
         * Creates a new Descriptor instance using the specified properties.
         * @function create
         * @memberof earshot.Descriptor
         * @static
         * @param {earshot.Descriptor.$Properties=} [properties] Properties to set
         * @returns {earshot.Descriptor} Descriptor instance
         * @type {{
         *   (properties: earshot.Descriptor.$Shape): earshot.Descriptor & earshot.Descriptor.$Shape;
         *   (properties?: earshot.Descriptor.$Properties): earshot.Descriptor;
         * }}
         */
        Descriptor.create = function(properties) {
            return new Descriptor(properties);
        };

        /**
         * Encodes the specified Descriptor message. Does not implicitly {@link earshot.Descriptor.verify|verify} messages.
         * @function encode
         * @memberof earshot.Descriptor
         * @static
         * @param {earshot.Descriptor.$Properties} message Descriptor message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Descriptor.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.device);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.revision);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.expires);
            if (message.deviceList != null && $Object.hasOwnProperty.call(message, "deviceList"))
                $root.earshot.Signed.encode(message.deviceList, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.suites != null && message.suites.length)
                writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.suites);
            if (message.requestMailboxes != null && message.requestMailboxes.length)
                for (let i = 0; i < message.requestMailboxes.length; ++i)
                    $root.earshot.MailboxAddress.encode(message.requestMailboxes[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.inner != null && $Object.hasOwnProperty.call(message, "inner") && message.inner.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.inner);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Descriptor message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Descriptor
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Descriptor & earshot.Descriptor.$Shape} Descriptor
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Descriptor.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Descriptor();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.deviceList = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceList);
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.suites && message.suites.length))
                                message.suites = [];
                            reader.uint32s(message.suites);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.suites && message.suites.length))
                            message.suites = [];
                        message.suites.push(reader.uint32());
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.requestMailboxes && message.requestMailboxes.length))
                            message.requestMailboxes = [];
                        message.requestMailboxes.push($root.earshot.MailboxAddress.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.inner = value;
                        else
                            delete message.inner;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Descriptor;
    })();

    earshot.DescriptorInner = (function() {

        /**
         * Properties of a DescriptorInner.
         * @typedef {Object} earshot.DescriptorInner.$Properties
         * @property {Array.<Uint8Array>|null} [addresses] DescriptorInner addresses
         * @property {Array.<earshot.MailboxAddress.$Properties>|null} [mailboxes] DescriptorInner mailboxes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DescriptorInner.
         * @memberof earshot
         * @interface IDescriptorInner
         * @augments earshot.DescriptorInner.$Properties
         * @deprecated Use earshot.DescriptorInner.$Properties instead.
         */

        /**
         * Shape of a DescriptorInner.
         * @typedef {earshot.DescriptorInner.$Properties} earshot.DescriptorInner.$Shape
         */

        /**
         * Constructs a new DescriptorInner.
         * @memberof earshot
         * @classdesc Represents a DescriptorInner.
         * @constructor
         * @param {earshot.DescriptorInner.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DescriptorInner = function (properties) {
            this.addresses = [];
            this.mailboxes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DescriptorInner addresses.
         * @member {Array.<Uint8Array>} addresses
         * @memberof earshot.DescriptorInner
         * @instance
         */
        DescriptorInner.prototype.addresses = $util.emptyArray;

        /**
         * DescriptorInner mailboxes.
         * @member {Array.<earshot.MailboxAddress.$Properties>} mailboxes
         * @memberof earshot.DescriptorInner
         * @instance
         */
        DescriptorInner.prototype.mailboxes = $util.emptyArray;

        /**
         * Creates a new DescriptorInner instance using the specified properties.
         * @function create
         * @memberof earshot.DescriptorInner
         * @static
         * @param {earshot.DescriptorInner.$Properties=} [properties] Properties to set
         * @returns {earshot.DescriptorInner} DescriptorInner instance
         * @type {{
         *   (properties: earshot.DescriptorInner.$Shape): earshot.DescriptorInner & earshot.DescriptorInner.$Shape;
         *   (properties?: earshot.DescriptorInner.$Properties): earshot.DescriptorInner;
         * }}
         */
        DescriptorInner.create = function(properties) {
            return new DescriptorInner(properties);
        };

        /**
         * Encodes the specified DescriptorInner message. Does not implicitly {@link earshot.DescriptorInner.verify|verify} messages.
         * @function encode
         * @memberof earshot.DescriptorInner
         * @static
         * @param {earshot.DescriptorInner.$Properties} message DescriptorInner message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DescriptorInner.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.addresses[i]);
            if (message.mailboxes != null && message.mailboxes.length)
                for (let i = 0; i < message.mailboxes.length; ++i)
                    $root.earshot.MailboxAddress.encode(message.mailboxes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DescriptorInner message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.DescriptorInner
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.DescriptorInner & earshot.DescriptorInner.$Shape} DescriptorInner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DescriptorInner.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.DescriptorInner();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.mailboxes && message.mailboxes.length))
                            message.mailboxes = [];
                        message.mailboxes.push($root.earshot.MailboxAddress.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DescriptorInner;
    })();

    earshot.LookupRecord = (function() {

        /**
         * Properties of a LookupRecord.
         * @typedef {Object} earshot.LookupRecord.$Properties
         * @property {Uint8Array|null} [key] LookupRecord key
         * @property {number|null} [day] LookupRecord day
         * @property {number|null} [revision] LookupRecord revision
         * @property {Uint8Array|null} [sealed] LookupRecord sealed
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LookupRecord.
         * @memberof earshot
         * @interface ILookupRecord
         * @augments earshot.LookupRecord.$Properties
         * @deprecated Use earshot.LookupRecord.$Properties instead.
         */

        /**
         * Shape of a LookupRecord.
         * @typedef {earshot.LookupRecord.$Properties} earshot.LookupRecord.$Shape
         */

        /**
         * Constructs a new LookupRecord.
         * @memberof earshot
         * @classdesc Represents a LookupRecord.
         * @constructor
         * @param {earshot.LookupRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LookupRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LookupRecord key.
         * @member {Uint8Array} key
         * @memberof earshot.LookupRecord
         * @instance
         */
        LookupRecord.prototype.key = $util.newBuffer([]);

        /**
         * LookupRecord day.
         * @member {number} day
         * @memberof earshot.LookupRecord
         * @instance
         */
        LookupRecord.prototype.day = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * LookupRecord revision.
         * @member {number} revision
         * @memberof earshot.LookupRecord
         * @instance
         */
        LookupRecord.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * LookupRecord sealed.
         * @member {Uint8Array} sealed
         * @memberof earshot.LookupRecord
         * @instance
         */
        LookupRecord.prototype.sealed = $util.newBuffer([]);

        /**
         * Creates a new LookupRecord instance using the specified properties.
         * @function create
         * @memberof earshot.LookupRecord
         * @static
         * @param {earshot.LookupRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.LookupRecord} LookupRecord instance
         * @type {{
         *   (properties: earshot.LookupRecord.$Shape): earshot.LookupRecord & earshot.LookupRecord.$Shape;
         *   (properties?: earshot.LookupRecord.$Properties): earshot.LookupRecord;
         * }}
         */
        LookupRecord.create = function(properties) {
            return new LookupRecord(properties);
        };

        /**
         * Encodes the specified LookupRecord message. Does not implicitly {@link earshot.LookupRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.LookupRecord
         * @static
         * @param {earshot.LookupRecord.$Properties} message LookupRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LookupRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
            if (message.day != null && $Object.hasOwnProperty.call(message, "day") && (typeof message.day === "object" ? message.day.low || message.day.high : message.day !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.day);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.revision);
            if (message.sealed != null && $Object.hasOwnProperty.call(message, "sealed") && message.sealed.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.sealed);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LookupRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.LookupRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.LookupRecord & earshot.LookupRecord.$Shape} LookupRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LookupRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.LookupRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.day = value;
                        else
                            delete message.day;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealed = value;
                        else
                            delete message.sealed;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LookupRecord;
    })();

    earshot.LeaveAnswer = (function() {

        /**
         * Properties of a LeaveAnswer.
         * @typedef {Object} earshot.LeaveAnswer.$Properties
         * @property {boolean|null} [kept] LeaveAnswer kept
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LeaveAnswer.
         * @memberof earshot
         * @interface ILeaveAnswer
         * @augments earshot.LeaveAnswer.$Properties
         * @deprecated Use earshot.LeaveAnswer.$Properties instead.
         */

        /**
         * Shape of a LeaveAnswer.
         * @typedef {earshot.LeaveAnswer.$Properties} earshot.LeaveAnswer.$Shape
         */

        /**
         * Constructs a new LeaveAnswer.
         * @memberof earshot
         * @classdesc Represents a LeaveAnswer.
         * @constructor
         * @param {earshot.LeaveAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LeaveAnswer = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LeaveAnswer kept.
         * @member {boolean} kept
         * @memberof earshot.LeaveAnswer
         * @instance
         */
        LeaveAnswer.prototype.kept = false;

        /**
         * Creates a new LeaveAnswer instance using the specified properties.
         * @function create
         * @memberof earshot.LeaveAnswer
         * @static
         * @param {earshot.LeaveAnswer.$Properties=} [properties] Properties to set
         * @returns {earshot.LeaveAnswer} LeaveAnswer instance
         * @type {{
         *   (properties: earshot.LeaveAnswer.$Shape): earshot.LeaveAnswer & earshot.LeaveAnswer.$Shape;
         *   (properties?: earshot.LeaveAnswer.$Properties): earshot.LeaveAnswer;
         * }}
         */
        LeaveAnswer.create = function(properties) {
            return new LeaveAnswer(properties);
        };

        /**
         * Encodes the specified LeaveAnswer message. Does not implicitly {@link earshot.LeaveAnswer.verify|verify} messages.
         * @function encode
         * @memberof earshot.LeaveAnswer
         * @static
         * @param {earshot.LeaveAnswer.$Properties} message LeaveAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LeaveAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.kept != null && $Object.hasOwnProperty.call(message, "kept") && message.kept !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.kept);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LeaveAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.LeaveAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.LeaveAnswer & earshot.LeaveAnswer.$Shape} LeaveAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LeaveAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.LeaveAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.kept = value;
                        else
                            delete message.kept;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LeaveAnswer;
    })();

    earshot.MailboxRequest = (function() {

        /**
         * Properties of a MailboxRequest.
         * @typedef {Object} earshot.MailboxRequest.$Properties
         * @property {number|null} [id] MailboxRequest id
         * @property {earshot.StoreMessage.$Properties|null} [store] MailboxRequest store
         * @property {earshot.Register.$Properties|null} [register] MailboxRequest register
         * @property {earshot.Fetch.$Properties|null} [fetch] MailboxRequest fetch
         * @property {earshot.Signed.$Properties|null} [acknowledge] MailboxRequest acknowledge
         * @property {earshot.GetBundle.$Properties|null} [getBundle] MailboxRequest getBundle
         * @property {earshot.Stock.$Properties|null} [stock] MailboxRequest stock
         * @property {earshot.Lease.$Properties|null} [lease] MailboxRequest lease
         * @property {earshot.Watch.$Properties|null} [watch] MailboxRequest watch
         * @property {"store"|"register"|"fetch"|"acknowledge"|"getBundle"|"stock"|"lease"|"watch"} [kind] MailboxRequest kind
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxRequest.
         * @memberof earshot
         * @interface IMailboxRequest
         * @augments earshot.MailboxRequest.$Properties
         * @deprecated Use earshot.MailboxRequest.$Properties instead.
         */

        /**
         * Narrowed shape of a MailboxRequest.
         * @typedef {{
         *   id?: number|null;
         *   store?: earshot.StoreMessage.$Shape|null;
         *   register?: earshot.Register.$Shape|null;
         *   fetch?: earshot.Fetch.$Shape|null;
         *   acknowledge?: earshot.Signed.$Shape|null;
         *   getBundle?: earshot.GetBundle.$Shape|null;
         *   stock?: earshot.Stock.$Shape|null;
         *   lease?: earshot.Lease.$Shape|null;
         *   watch?: earshot.Watch.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ kind?: undefined; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "store"; store: earshot.StoreMessage.$Shape; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "register"; store?: null; register: earshot.Register.$Shape; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "fetch"; store?: null; register?: null; fetch: earshot.Fetch.$Shape; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "acknowledge"; store?: null; register?: null; fetch?: null; acknowledge: earshot.Signed.$Shape; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "getBundle"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle: earshot.GetBundle.$Shape; stock?: null; lease?: null; watch?: null }|{ kind?: "stock"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock: earshot.Stock.$Shape; lease?: null; watch?: null }|{ kind?: "lease"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease: earshot.Lease.$Shape; watch?: null }|{ kind?: "watch"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch: earshot.Watch.$Shape })
         * )} earshot.MailboxRequest.$Shape
         */

        /**
         * Constructs a new MailboxRequest.
         * @memberof earshot
         * @classdesc Represents a MailboxRequest.
         * @constructor
         * @param {earshot.MailboxRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxRequest id.
         * @member {number} id
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.id = 0;

        /**
         * MailboxRequest store.
         * @member {earshot.StoreMessage.$Properties|null|undefined} store
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.store = null;

        /**
         * MailboxRequest register.
         * @member {earshot.Register.$Properties|null|undefined} register
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.register = null;

        /**
         * MailboxRequest fetch.
         * @member {earshot.Fetch.$Properties|null|undefined} fetch
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.fetch = null;

        /**
         * MailboxRequest acknowledge.
         * @member {earshot.Signed.$Properties|null|undefined} acknowledge
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.acknowledge = null;

        /**
         * MailboxRequest getBundle.
         * @member {earshot.GetBundle.$Properties|null|undefined} getBundle
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.getBundle = null;

        /**
         * MailboxRequest stock.
         * @member {earshot.Stock.$Properties|null|undefined} stock
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.stock = null;

        /**
         * MailboxRequest lease.
         * @member {earshot.Lease.$Properties|null|undefined} lease
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.lease = null;

        /**
         * MailboxRequest watch.
         * @member {earshot.Watch.$Properties|null|undefined} watch
         * @memberof earshot.MailboxRequest
         * @instance
         */
        MailboxRequest.prototype.watch = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * MailboxRequest kind.
         * @member {"store"|"register"|"fetch"|"acknowledge"|"getBundle"|"stock"|"lease"|"watch"|undefined} kind
         * @memberof earshot.MailboxRequest
         * @instance
         */
        $Object.defineProperty(MailboxRequest.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["store", "register", "fetch", "acknowledge", "getBundle", "stock", "lease", "watch"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new MailboxRequest instance using the specified properties.
         * @function create
         * @memberof earshot.MailboxRequest
         * @static
         * @param {earshot.MailboxRequest.$Properties=} [properties] Properties to set
         * @returns {earshot.MailboxRequest} MailboxRequest instance
         * @type {{
         *   (properties: earshot.MailboxRequest.$Shape): earshot.MailboxRequest & earshot.MailboxRequest.$Shape;
         *   (properties?: earshot.MailboxRequest.$Properties): earshot.MailboxRequest;
         * }}
         */
        MailboxRequest.create = function(properties) {
            return new MailboxRequest(properties);
        };

        /**
         * Encodes the specified MailboxRequest message. Does not implicitly {@link earshot.MailboxRequest.verify|verify} messages.
         * @function encode
         * @memberof earshot.MailboxRequest
         * @static
         * @param {earshot.MailboxRequest.$Properties} message MailboxRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
            if (message.store != null && $Object.hasOwnProperty.call(message, "store"))
                $root.earshot.StoreMessage.encode(message.store, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.register != null && $Object.hasOwnProperty.call(message, "register"))
                $root.earshot.Register.encode(message.register, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.fetch != null && $Object.hasOwnProperty.call(message, "fetch"))
                $root.earshot.Fetch.encode(message.fetch, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.acknowledge != null && $Object.hasOwnProperty.call(message, "acknowledge"))
                $root.earshot.Signed.encode(message.acknowledge, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.getBundle != null && $Object.hasOwnProperty.call(message, "getBundle"))
                $root.earshot.GetBundle.encode(message.getBundle, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.stock != null && $Object.hasOwnProperty.call(message, "stock"))
                $root.earshot.Stock.encode(message.stock, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.lease != null && $Object.hasOwnProperty.call(message, "lease"))
                $root.earshot.Lease.encode(message.lease, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.watch != null && $Object.hasOwnProperty.call(message, "watch"))
                $root.earshot.Watch.encode(message.watch, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxRequest message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MailboxRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MailboxRequest & earshot.MailboxRequest.$Shape} MailboxRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MailboxRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.store = $root.earshot.StoreMessage.decode(reader, reader.size(), $undefined, _depth + 1, message.store);
                        message.kind = "store";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.register = $root.earshot.Register.decode(reader, reader.size(), $undefined, _depth + 1, message.register);
                        message.kind = "register";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.fetch = $root.earshot.Fetch.decode(reader, reader.size(), $undefined, _depth + 1, message.fetch);
                        message.kind = "fetch";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.acknowledge = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledge);
                        message.kind = "acknowledge";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.getBundle = $root.earshot.GetBundle.decode(reader, reader.size(), $undefined, _depth + 1, message.getBundle);
                        message.kind = "getBundle";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.stock = $root.earshot.Stock.decode(reader, reader.size(), $undefined, _depth + 1, message.stock);
                        message.kind = "stock";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.lease = $root.earshot.Lease.decode(reader, reader.size(), $undefined, _depth + 1, message.lease);
                        message.kind = "lease";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.watch = $root.earshot.Watch.decode(reader, reader.size(), $undefined, _depth + 1, message.watch);
                        message.kind = "watch";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxRequest;
    })();

    earshot.MailboxResponse = (function() {

        /**
         * Properties of a MailboxResponse.
         * @typedef {Object} earshot.MailboxResponse.$Properties
         * @property {number|null} [id] MailboxResponse id
         * @property {earshot.StoreReceipt.$Properties|null} [receipt] MailboxResponse receipt
         * @property {earshot.Registered.$Properties|null} [registered] MailboxResponse registered
         * @property {earshot.Items.$Properties|null} [items] MailboxResponse items
         * @property {earshot.Acknowledged.$Properties|null} [acknowledged] MailboxResponse acknowledged
         * @property {earshot.Bundle.$Properties|null} [bundle] MailboxResponse bundle
         * @property {earshot.Refusal.$Properties|null} [refusal] MailboxResponse refusal
         * @property {earshot.NewMail.$Properties|null} [newMail] MailboxResponse newMail
         * @property {earshot.Stocked.$Properties|null} [stocked] MailboxResponse stocked
         * @property {earshot.Leased.$Properties|null} [leased] MailboxResponse leased
         * @property {earshot.Watched.$Properties|null} [watched] MailboxResponse watched
         * @property {"receipt"|"registered"|"items"|"acknowledged"|"bundle"|"refusal"|"newMail"|"stocked"|"leased"|"watched"} [kind] MailboxResponse kind
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxResponse.
         * @memberof earshot
         * @interface IMailboxResponse
         * @augments earshot.MailboxResponse.$Properties
         * @deprecated Use earshot.MailboxResponse.$Properties instead.
         */

        /**
         * Narrowed shape of a MailboxResponse.
         * @typedef {{
         *   id?: number|null;
         *   receipt?: earshot.StoreReceipt.$Shape|null;
         *   registered?: earshot.Registered.$Shape|null;
         *   items?: earshot.Items.$Shape|null;
         *   acknowledged?: earshot.Acknowledged.$Shape|null;
         *   bundle?: earshot.Bundle.$Shape|null;
         *   refusal?: earshot.Refusal.$Shape|null;
         *   newMail?: earshot.NewMail.$Shape|null;
         *   stocked?: earshot.Stocked.$Shape|null;
         *   leased?: earshot.Leased.$Shape|null;
         *   watched?: earshot.Watched.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ kind?: undefined; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "receipt"; receipt: earshot.StoreReceipt.$Shape; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "registered"; receipt?: null; registered: earshot.Registered.$Shape; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "items"; receipt?: null; registered?: null; items: earshot.Items.$Shape; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "acknowledged"; receipt?: null; registered?: null; items?: null; acknowledged: earshot.Acknowledged.$Shape; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "bundle"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle: earshot.Bundle.$Shape; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "refusal"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal: earshot.Refusal.$Shape; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "newMail"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail: earshot.NewMail.$Shape; stocked?: null; leased?: null; watched?: null }|{ kind?: "stocked"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked: earshot.Stocked.$Shape; leased?: null; watched?: null }|{ kind?: "leased"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased: earshot.Leased.$Shape; watched?: null }|{ kind?: "watched"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched: earshot.Watched.$Shape })
         * )} earshot.MailboxResponse.$Shape
         */

        /**
         * Constructs a new MailboxResponse.
         * @memberof earshot
         * @classdesc Represents a MailboxResponse.
         * @constructor
         * @param {earshot.MailboxResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxResponse id.
         * @member {number} id
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.id = 0;

        /**
         * MailboxResponse receipt.
         * @member {earshot.StoreReceipt.$Properties|null|undefined} receipt
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.receipt = null;

        /**
         * MailboxResponse registered.
         * @member {earshot.Registered.$Properties|null|undefined} registered
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.registered = null;

        /**
         * MailboxResponse items.
         * @member {earshot.Items.$Properties|null|undefined} items
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.items = null;

        /**
         * MailboxResponse acknowledged.
         * @member {earshot.Acknowledged.$Properties|null|undefined} acknowledged
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.acknowledged = null;

        /**
         * MailboxResponse bundle.
         * @member {earshot.Bundle.$Properties|null|undefined} bundle
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.bundle = null;

        /**
         * MailboxResponse refusal.
         * @member {earshot.Refusal.$Properties|null|undefined} refusal
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.refusal = null;

        /**
         * MailboxResponse newMail.
         * @member {earshot.NewMail.$Properties|null|undefined} newMail
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.newMail = null;

        /**
         * MailboxResponse stocked.
         * @member {earshot.Stocked.$Properties|null|undefined} stocked
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.stocked = null;

        /**
         * MailboxResponse leased.
         * @member {earshot.Leased.$Properties|null|undefined} leased
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.leased = null;

        /**
         * MailboxResponse watched.
         * @member {earshot.Watched.$Properties|null|undefined} watched
         * @memberof earshot.MailboxResponse
         * @instance
         */
        MailboxResponse.prototype.watched = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * MailboxResponse kind.
         * @member {"receipt"|"registered"|"items"|"acknowledged"|"bundle"|"refusal"|"newMail"|"stocked"|"leased"|"watched"|undefined} kind
         * @memberof earshot.MailboxResponse
         * @instance
         */
        $Object.defineProperty(MailboxResponse.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["receipt", "registered", "items", "acknowledged", "bundle", "refusal", "newMail", "stocked", "leased", "watched"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new MailboxResponse instance using the specified properties.
         * @function create
         * @memberof earshot.MailboxResponse
         * @static
         * @param {earshot.MailboxResponse.$Properties=} [properties] Properties to set
         * @returns {earshot.MailboxResponse} MailboxResponse instance
         * @type {{
         *   (properties: earshot.MailboxResponse.$Shape): earshot.MailboxResponse & earshot.MailboxResponse.$Shape;
         *   (properties?: earshot.MailboxResponse.$Properties): earshot.MailboxResponse;
         * }}
         */
        MailboxResponse.create = function(properties) {
            return new MailboxResponse(properties);
        };

        /**
         * Encodes the specified MailboxResponse message. Does not implicitly {@link earshot.MailboxResponse.verify|verify} messages.
         * @function encode
         * @memberof earshot.MailboxResponse
         * @static
         * @param {earshot.MailboxResponse.$Properties} message MailboxResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.id);
            if (message.receipt != null && $Object.hasOwnProperty.call(message, "receipt"))
                $root.earshot.StoreReceipt.encode(message.receipt, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.registered != null && $Object.hasOwnProperty.call(message, "registered"))
                $root.earshot.Registered.encode(message.registered, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.items != null && $Object.hasOwnProperty.call(message, "items"))
                $root.earshot.Items.encode(message.items, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.acknowledged != null && $Object.hasOwnProperty.call(message, "acknowledged"))
                $root.earshot.Acknowledged.encode(message.acknowledged, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.bundle != null && $Object.hasOwnProperty.call(message, "bundle"))
                $root.earshot.Bundle.encode(message.bundle, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.refusal != null && $Object.hasOwnProperty.call(message, "refusal"))
                $root.earshot.Refusal.encode(message.refusal, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.newMail != null && $Object.hasOwnProperty.call(message, "newMail"))
                $root.earshot.NewMail.encode(message.newMail, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.stocked != null && $Object.hasOwnProperty.call(message, "stocked"))
                $root.earshot.Stocked.encode(message.stocked, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.leased != null && $Object.hasOwnProperty.call(message, "leased"))
                $root.earshot.Leased.encode(message.leased, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.watched != null && $Object.hasOwnProperty.call(message, "watched"))
                $root.earshot.Watched.encode(message.watched, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxResponse message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MailboxResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MailboxResponse & earshot.MailboxResponse.$Shape} MailboxResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxResponse.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MailboxResponse();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.receipt = $root.earshot.StoreReceipt.decode(reader, reader.size(), $undefined, _depth + 1, message.receipt);
                        message.kind = "receipt";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.registered = $root.earshot.Registered.decode(reader, reader.size(), $undefined, _depth + 1, message.registered);
                        message.kind = "registered";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.items = $root.earshot.Items.decode(reader, reader.size(), $undefined, _depth + 1, message.items);
                        message.kind = "items";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.acknowledged = $root.earshot.Acknowledged.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledged);
                        message.kind = "acknowledged";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.bundle = $root.earshot.Bundle.decode(reader, reader.size(), $undefined, _depth + 1, message.bundle);
                        message.kind = "bundle";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.refusal = $root.earshot.Refusal.decode(reader, reader.size(), $undefined, _depth + 1, message.refusal);
                        message.kind = "refusal";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.newMail = $root.earshot.NewMail.decode(reader, reader.size(), $undefined, _depth + 1, message.newMail);
                        message.kind = "newMail";
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.stocked = $root.earshot.Stocked.decode(reader, reader.size(), $undefined, _depth + 1, message.stocked);
                        message.kind = "stocked";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.leased = $root.earshot.Leased.decode(reader, reader.size(), $undefined, _depth + 1, message.leased);
                        message.kind = "leased";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.watched = $root.earshot.Watched.decode(reader, reader.size(), $undefined, _depth + 1, message.watched);
                        message.kind = "watched";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxResponse;
    })();

    earshot.StoreMessage = (function() {

        /**
         * Properties of a StoreMessage.
         * @typedef {Object} earshot.StoreMessage.$Properties
         * @property {string|null} [forUserId] StoreMessage forUserId
         * @property {Uint8Array|null} [encryptedMessage] StoreMessage encryptedMessage
         * @property {number|null} [expiresAt] StoreMessage expiresAt
         * @property {Uint8Array|null} [token] StoreMessage token
         * @property {Uint8Array|null} [nonce] StoreMessage nonce
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a StoreMessage.
         * @memberof earshot
         * @interface IStoreMessage
         * @augments earshot.StoreMessage.$Properties
         * @deprecated Use earshot.StoreMessage.$Properties instead.
         */

        /**
         * Shape of a StoreMessage.
         * @typedef {earshot.StoreMessage.$Properties} earshot.StoreMessage.$Shape
         */

        /**
         * Constructs a new StoreMessage.
         * @memberof earshot
         * @classdesc Represents a StoreMessage.
         * @constructor
         * @param {earshot.StoreMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const StoreMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * StoreMessage forUserId.
         * @member {string} forUserId
         * @memberof earshot.StoreMessage
         * @instance
         */
        StoreMessage.prototype.forUserId = "";

        /**
         * StoreMessage encryptedMessage.
         * @member {Uint8Array} encryptedMessage
         * @memberof earshot.StoreMessage
         * @instance
         */
        StoreMessage.prototype.encryptedMessage = $util.newBuffer([]);

        /**
         * StoreMessage expiresAt.
         * @member {number} expiresAt
         * @memberof earshot.StoreMessage
         * @instance
         */
        StoreMessage.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * StoreMessage token.
         * @member {Uint8Array} token
         * @memberof earshot.StoreMessage
         * @instance
         */
        StoreMessage.prototype.token = $util.newBuffer([]);

        /**
         * StoreMessage nonce.
         * @member {Uint8Array} nonce
         * @memberof earshot.StoreMessage
         * @instance
         */
        StoreMessage.prototype.nonce = $util.newBuffer([]);

        /**
         * Creates a new StoreMessage instance using the specified properties.
         * @function create
         * @memberof earshot.StoreMessage
         * @static
         * @param {earshot.StoreMessage.$Properties=} [properties] Properties to set
         * @returns {earshot.StoreMessage} StoreMessage instance
         * @type {{
         *   (properties: earshot.StoreMessage.$Shape): earshot.StoreMessage & earshot.StoreMessage.$Shape;
         *   (properties?: earshot.StoreMessage.$Properties): earshot.StoreMessage;
         * }}
         */
        StoreMessage.create = function(properties) {
            return new StoreMessage(properties);
        };

        /**
         * Encodes the specified StoreMessage message. Does not implicitly {@link earshot.StoreMessage.verify|verify} messages.
         * @function encode
         * @memberof earshot.StoreMessage
         * @static
         * @param {earshot.StoreMessage.$Properties} message StoreMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        StoreMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.forUserId != null && $Object.hasOwnProperty.call(message, "forUserId") && message.forUserId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.forUserId);
            if (message.encryptedMessage != null && $Object.hasOwnProperty.call(message, "encryptedMessage") && message.encryptedMessage.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.encryptedMessage);
            if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.expiresAt);
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.token);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nonce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a StoreMessage message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.StoreMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.StoreMessage & earshot.StoreMessage.$Shape} StoreMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        StoreMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.StoreMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.forUserId = value;
                        else
                            delete message.forUserId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptedMessage = value;
                        else
                            delete message.encryptedMessage;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiresAt = value;
                        else
                            delete message.expiresAt;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StoreMessage;
    })();

    earshot.StoreReceipt = (function() {

        /**
         * Properties of a StoreReceipt.
         * @typedef {Object} earshot.StoreReceipt.$Properties
         * @property {Uint8Array|null} [payload] StoreReceipt payload
         * @property {Uint8Array|null} [signature] StoreReceipt signature
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a StoreReceipt.
         * @memberof earshot
         * @interface IStoreReceipt
         * @augments earshot.StoreReceipt.$Properties
         * @deprecated Use earshot.StoreReceipt.$Properties instead.
         */

        /**
         * Shape of a StoreReceipt.
         * @typedef {earshot.StoreReceipt.$Properties} earshot.StoreReceipt.$Shape
         */

        /**
         * Constructs a new StoreReceipt.
         * @memberof earshot
         * @classdesc Represents a StoreReceipt.
         * @constructor
         * @param {earshot.StoreReceipt.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const StoreReceipt = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * StoreReceipt payload.
         * @member {Uint8Array} payload
         * @memberof earshot.StoreReceipt
         * @instance
         */
        StoreReceipt.prototype.payload = $util.newBuffer([]);

        /**
         * StoreReceipt signature.
         * @member {Uint8Array} signature
         * @memberof earshot.StoreReceipt
         * @instance
         */
        StoreReceipt.prototype.signature = $util.newBuffer([]);

        /**
         * Creates a new StoreReceipt instance using the specified properties.
         * @function create
         * @memberof earshot.StoreReceipt
         * @static
         * @param {earshot.StoreReceipt.$Properties=} [properties] Properties to set
         * @returns {earshot.StoreReceipt} StoreReceipt instance
         * @type {{
         *   (properties: earshot.StoreReceipt.$Shape): earshot.StoreReceipt & earshot.StoreReceipt.$Shape;
         *   (properties?: earshot.StoreReceipt.$Properties): earshot.StoreReceipt;
         * }}
         */
        StoreReceipt.create = function(properties) {
            return new StoreReceipt(properties);
        };

        /**
         * Encodes the specified StoreReceipt message. Does not implicitly {@link earshot.StoreReceipt.verify|verify} messages.
         * @function encode
         * @memberof earshot.StoreReceipt
         * @static
         * @param {earshot.StoreReceipt.$Properties} message StoreReceipt message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        StoreReceipt.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.payload != null && $Object.hasOwnProperty.call(message, "payload") && message.payload.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.payload);
            if (message.signature != null && $Object.hasOwnProperty.call(message, "signature") && message.signature.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.signature);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a StoreReceipt message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.StoreReceipt
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.StoreReceipt & earshot.StoreReceipt.$Shape} StoreReceipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        StoreReceipt.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.StoreReceipt();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.payload = value;
                        else
                            delete message.payload;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signature = value;
                        else
                            delete message.signature;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StoreReceipt;
    })();

    earshot.CustodyReceipt = (function() {

        /**
         * Properties of a CustodyReceipt.
         * @typedef {Object} earshot.CustodyReceipt.$Properties
         * @property {Uint8Array|null} [coordinator] CustodyReceipt coordinator
         * @property {Uint8Array|null} [mailbox] CustodyReceipt mailbox
         * @property {Uint8Array|null} [item] CustodyReceipt item
         * @property {number|null} [expiresAt] CustodyReceipt expiresAt
         * @property {Uint8Array|null} [nonce] CustodyReceipt nonce
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CustodyReceipt.
         * @memberof earshot
         * @interface ICustodyReceipt
         * @augments earshot.CustodyReceipt.$Properties
         * @deprecated Use earshot.CustodyReceipt.$Properties instead.
         */

        /**
         * Shape of a CustodyReceipt.
         * @typedef {earshot.CustodyReceipt.$Properties} earshot.CustodyReceipt.$Shape
         */

        /**
         * Constructs a new CustodyReceipt.
         * @memberof earshot
         * @classdesc Represents a CustodyReceipt.
         * @constructor
         * @param {earshot.CustodyReceipt.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CustodyReceipt = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CustodyReceipt coordinator.
         * @member {Uint8Array} coordinator
         * @memberof earshot.CustodyReceipt
         * @instance
         */
        CustodyReceipt.prototype.coordinator = $util.newBuffer([]);

        /**
         * CustodyReceipt mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.CustodyReceipt
         * @instance
         */
        CustodyReceipt.prototype.mailbox = $util.newBuffer([]);

        /**
         * CustodyReceipt item.
         * @member {Uint8Array} item
         * @memberof earshot.CustodyReceipt
         * @instance
         */
        CustodyReceipt.prototype.item = $util.newBuffer([]);

        /**
         * CustodyReceipt expiresAt.
         * @member {number} expiresAt
         * @memberof earshot.CustodyReceipt
         * @instance
         */
        CustodyReceipt.prototype.expiresAt = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * CustodyReceipt nonce.
         * @member {Uint8Array} nonce
         * @memberof earshot.CustodyReceipt
         * @instance
         */
        CustodyReceipt.prototype.nonce = $util.newBuffer([]);

        /**
         * Creates a new CustodyReceipt instance using the specified properties.
         * @function create
         * @memberof earshot.CustodyReceipt
         * @static
         * @param {earshot.CustodyReceipt.$Properties=} [properties] Properties to set
         * @returns {earshot.CustodyReceipt} CustodyReceipt instance
         * @type {{
         *   (properties: earshot.CustodyReceipt.$Shape): earshot.CustodyReceipt & earshot.CustodyReceipt.$Shape;
         *   (properties?: earshot.CustodyReceipt.$Properties): earshot.CustodyReceipt;
         * }}
         */
        CustodyReceipt.create = function(properties) {
            return new CustodyReceipt(properties);
        };

        /**
         * Encodes the specified CustodyReceipt message. Does not implicitly {@link earshot.CustodyReceipt.verify|verify} messages.
         * @function encode
         * @memberof earshot.CustodyReceipt
         * @static
         * @param {earshot.CustodyReceipt.$Properties} message CustodyReceipt message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CustodyReceipt.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator") && message.coordinator.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.coordinator);
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.mailbox);
            if (message.item != null && $Object.hasOwnProperty.call(message, "item") && message.item.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.item);
            if (message.expiresAt != null && $Object.hasOwnProperty.call(message, "expiresAt") && (typeof message.expiresAt === "object" ? message.expiresAt.low || message.expiresAt.high : message.expiresAt !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.expiresAt);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.nonce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CustodyReceipt message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.CustodyReceipt
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.CustodyReceipt & earshot.CustodyReceipt.$Shape} CustodyReceipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CustodyReceipt.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.CustodyReceipt();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.coordinator = value;
                        else
                            delete message.coordinator;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.item = value;
                        else
                            delete message.item;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expiresAt = value;
                        else
                            delete message.expiresAt;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CustodyReceipt;
    })();

    earshot.Register = (function() {

        /**
         * Properties of a Register.
         * @typedef {Object} earshot.Register.$Properties
         * @property {Array.<earshot.Grant.$Properties>|null} [grants] Register grants
         * @property {Uint8Array|null} [bundle] Register bundle
         * @property {Uint8Array|null} [network] Register network
         * @property {Uint8Array|null} [membership] Register membership
         * @property {Uint8Array|null} [epoch] Register epoch
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Register.
         * @memberof earshot
         * @interface IRegister
         * @augments earshot.Register.$Properties
         * @deprecated Use earshot.Register.$Properties instead.
         */

        /**
         * Shape of a Register.
         * @typedef {earshot.Register.$Properties} earshot.Register.$Shape
         */

        /**
         * Constructs a new Register.
         * @memberof earshot
         * @classdesc Represents a Register.
         * @constructor
         * @param {earshot.Register.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Register = function (properties) {
            this.grants = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Register grants.
         * @member {Array.<earshot.Grant.$Properties>} grants
         * @memberof earshot.Register
         * @instance
         */
        Register.prototype.grants = $util.emptyArray;

        /**
         * Register bundle.
         * @member {Uint8Array} bundle
         * @memberof earshot.Register
         * @instance
         */
        Register.prototype.bundle = $util.newBuffer([]);

        /**
         * Register network.
         * @member {Uint8Array} network
         * @memberof earshot.Register
         * @instance
         */
        Register.prototype.network = $util.newBuffer([]);

        /**
         * Register membership.
         * @member {Uint8Array} membership
         * @memberof earshot.Register
         * @instance
         */
        Register.prototype.membership = $util.newBuffer([]);

        /**
         * Register epoch.
         * @member {Uint8Array} epoch
         * @memberof earshot.Register
         * @instance
         */
        Register.prototype.epoch = $util.newBuffer([]);

        /**
         * Creates a new Register instance using the specified properties.
         * @function create
         * @memberof earshot.Register
         * @static
         * @param {earshot.Register.$Properties=} [properties] Properties to set
         * @returns {earshot.Register} Register instance
         * @type {{
         *   (properties: earshot.Register.$Shape): earshot.Register & earshot.Register.$Shape;
         *   (properties?: earshot.Register.$Properties): earshot.Register;
         * }}
         */
        Register.create = function(properties) {
            return new Register(properties);
        };

        /**
         * Encodes the specified Register message. Does not implicitly {@link earshot.Register.verify|verify} messages.
         * @function encode
         * @memberof earshot.Register
         * @static
         * @param {earshot.Register.$Properties} message Register message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Register.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.grants != null && message.grants.length)
                for (let i = 0; i < message.grants.length; ++i)
                    $root.earshot.Grant.encode(message.grants[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.bundle != null && $Object.hasOwnProperty.call(message, "bundle") && message.bundle.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.bundle);
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.network);
            if (message.membership != null && $Object.hasOwnProperty.call(message, "membership") && message.membership.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.membership);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.epoch);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Register message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Register
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Register & earshot.Register.$Shape} Register
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Register.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Register();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.grants && message.grants.length))
                            message.grants = [];
                        message.grants.push($root.earshot.Grant.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.bundle = value;
                        else
                            delete message.bundle;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.network = value;
                        else
                            delete message.network;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.membership = value;
                        else
                            delete message.membership;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Register;
    })();

    earshot.Grant = (function() {

        /**
         * Properties of a Grant.
         * @typedef {Object} earshot.Grant.$Properties
         * @property {Uint8Array|null} [tokenHash] Grant tokenHash
         * @property {boolean|null} [stranger] Grant stranger
         * @property {number|null} [expires] Grant expires
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Grant.
         * @memberof earshot
         * @interface IGrant
         * @augments earshot.Grant.$Properties
         * @deprecated Use earshot.Grant.$Properties instead.
         */

        /**
         * Shape of a Grant.
         * @typedef {earshot.Grant.$Properties} earshot.Grant.$Shape
         */

        /**
         * Constructs a new Grant.
         * @memberof earshot
         * @classdesc Represents a Grant.
         * @constructor
         * @param {earshot.Grant.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Grant = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Grant tokenHash.
         * @member {Uint8Array} tokenHash
         * @memberof earshot.Grant
         * @instance
         */
        Grant.prototype.tokenHash = $util.newBuffer([]);

        /**
         * Grant stranger.
         * @member {boolean} stranger
         * @memberof earshot.Grant
         * @instance
         */
        Grant.prototype.stranger = false;

        /**
         * Grant expires.
         * @member {number} expires
         * @memberof earshot.Grant
         * @instance
         */
        Grant.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new Grant instance using the specified properties.
         * @function create
         * @memberof earshot.Grant
         * @static
         * @param {earshot.Grant.$Properties=} [properties] Properties to set
         * @returns {earshot.Grant} Grant instance
         * @type {{
         *   (properties: earshot.Grant.$Shape): earshot.Grant & earshot.Grant.$Shape;
         *   (properties?: earshot.Grant.$Properties): earshot.Grant;
         * }}
         */
        Grant.create = function(properties) {
            return new Grant(properties);
        };

        /**
         * Encodes the specified Grant message. Does not implicitly {@link earshot.Grant.verify|verify} messages.
         * @function encode
         * @memberof earshot.Grant
         * @static
         * @param {earshot.Grant.$Properties} message Grant message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Grant.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tokenHash != null && $Object.hasOwnProperty.call(message, "tokenHash") && message.tokenHash.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tokenHash);
            if (message.stranger != null && $Object.hasOwnProperty.call(message, "stranger") && message.stranger !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.stranger);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.expires);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Grant message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Grant
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Grant & earshot.Grant.$Shape} Grant
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Grant.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Grant();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.tokenHash = value;
                        else
                            delete message.tokenHash;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.stranger = value;
                        else
                            delete message.stranger;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Grant;
    })();

    earshot.Registered = (function() {

        /**
         * Properties of a Registered.
         * @typedef {Object} earshot.Registered.$Properties
         * @property {Uint8Array|null} [incarnation] Registered incarnation
         * @property {number|null} [lapses] Registered lapses
         * @property {Uint8Array|null} [epoch] Registered epoch
         * @property {number|null} [prekeysLeft] Registered prekeysLeft
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Registered.
         * @memberof earshot
         * @interface IRegistered
         * @augments earshot.Registered.$Properties
         * @deprecated Use earshot.Registered.$Properties instead.
         */

        /**
         * Shape of a Registered.
         * @typedef {earshot.Registered.$Properties} earshot.Registered.$Shape
         */

        /**
         * Constructs a new Registered.
         * @memberof earshot
         * @classdesc Represents a Registered.
         * @constructor
         * @param {earshot.Registered.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Registered = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Registered incarnation.
         * @member {Uint8Array} incarnation
         * @memberof earshot.Registered
         * @instance
         */
        Registered.prototype.incarnation = $util.newBuffer([]);

        /**
         * Registered lapses.
         * @member {number} lapses
         * @memberof earshot.Registered
         * @instance
         */
        Registered.prototype.lapses = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Registered epoch.
         * @member {Uint8Array} epoch
         * @memberof earshot.Registered
         * @instance
         */
        Registered.prototype.epoch = $util.newBuffer([]);

        /**
         * Registered prekeysLeft.
         * @member {number} prekeysLeft
         * @memberof earshot.Registered
         * @instance
         */
        Registered.prototype.prekeysLeft = 0;

        /**
         * Creates a new Registered instance using the specified properties.
         * @function create
         * @memberof earshot.Registered
         * @static
         * @param {earshot.Registered.$Properties=} [properties] Properties to set
         * @returns {earshot.Registered} Registered instance
         * @type {{
         *   (properties: earshot.Registered.$Shape): earshot.Registered & earshot.Registered.$Shape;
         *   (properties?: earshot.Registered.$Properties): earshot.Registered;
         * }}
         */
        Registered.create = function(properties) {
            return new Registered(properties);
        };

        /**
         * Encodes the specified Registered message. Does not implicitly {@link earshot.Registered.verify|verify} messages.
         * @function encode
         * @memberof earshot.Registered
         * @static
         * @param {earshot.Registered.$Properties} message Registered message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Registered.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.incarnation);
            if (message.lapses != null && $Object.hasOwnProperty.call(message, "lapses") && (typeof message.lapses === "object" ? message.lapses.low || message.lapses.high : message.lapses !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.lapses);
            if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.epoch);
            if (message.prekeysLeft != null && $Object.hasOwnProperty.call(message, "prekeysLeft") && message.prekeysLeft !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).uint32(message.prekeysLeft);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Registered message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Registered
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Registered & earshot.Registered.$Shape} Registered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Registered.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Registered();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lapses = value;
                        else
                            delete message.lapses;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.epoch = value;
                        else
                            delete message.epoch;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.prekeysLeft = value;
                        else
                            delete message.prekeysLeft;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Registered;
    })();

    earshot.Fetch = (function() {

        /**
         * Properties of a Fetch.
         * @typedef {Object} earshot.Fetch.$Properties
         * @property {Uint8Array|null} [incarnation] Fetch incarnation
         * @property {number|null} [after] Fetch after
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Fetch.
         * @memberof earshot
         * @interface IFetch
         * @augments earshot.Fetch.$Properties
         * @deprecated Use earshot.Fetch.$Properties instead.
         */

        /**
         * Shape of a Fetch.
         * @typedef {earshot.Fetch.$Properties} earshot.Fetch.$Shape
         */

        /**
         * Constructs a new Fetch.
         * @memberof earshot
         * @classdesc Represents a Fetch.
         * @constructor
         * @param {earshot.Fetch.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Fetch = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Fetch incarnation.
         * @member {Uint8Array} incarnation
         * @memberof earshot.Fetch
         * @instance
         */
        Fetch.prototype.incarnation = $util.newBuffer([]);

        /**
         * Fetch after.
         * @member {number} after
         * @memberof earshot.Fetch
         * @instance
         */
        Fetch.prototype.after = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new Fetch instance using the specified properties.
         * @function create
         * @memberof earshot.Fetch
         * @static
         * @param {earshot.Fetch.$Properties=} [properties] Properties to set
         * @returns {earshot.Fetch} Fetch instance
         * @type {{
         *   (properties: earshot.Fetch.$Shape): earshot.Fetch & earshot.Fetch.$Shape;
         *   (properties?: earshot.Fetch.$Properties): earshot.Fetch;
         * }}
         */
        Fetch.create = function(properties) {
            return new Fetch(properties);
        };

        /**
         * Encodes the specified Fetch message. Does not implicitly {@link earshot.Fetch.verify|verify} messages.
         * @function encode
         * @memberof earshot.Fetch
         * @static
         * @param {earshot.Fetch.$Properties} message Fetch message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Fetch.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.incarnation);
            if (message.after != null && $Object.hasOwnProperty.call(message, "after") && (typeof message.after === "object" ? message.after.low || message.after.high : message.after !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.after);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Fetch message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Fetch
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Fetch & earshot.Fetch.$Shape} Fetch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Fetch.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Fetch();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.after = value;
                        else
                            delete message.after;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Fetch;
    })();

    earshot.Items = (function() {

        /**
         * Properties of an Items.
         * @typedef {Object} earshot.Items.$Properties
         * @property {Uint8Array|null} [incarnation] Items incarnation
         * @property {Array.<earshot.Item.$Properties>|null} [items] Items items
         * @property {boolean|null} [more] Items more
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Items.
         * @memberof earshot
         * @interface IItems
         * @augments earshot.Items.$Properties
         * @deprecated Use earshot.Items.$Properties instead.
         */

        /**
         * Shape of an Items.
         * @typedef {earshot.Items.$Properties} earshot.Items.$Shape
         */

        /**
         * Constructs a new Items.
         * @memberof earshot
         * @classdesc Represents an Items.
         * @constructor
         * @param {earshot.Items.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Items = function (properties) {
            this.items = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Items incarnation.
         * @member {Uint8Array} incarnation
         * @memberof earshot.Items
         * @instance
         */
        Items.prototype.incarnation = $util.newBuffer([]);

        /**
         * Items items.
         * @member {Array.<earshot.Item.$Properties>} items
         * @memberof earshot.Items
         * @instance
         */
        Items.prototype.items = $util.emptyArray;

        /**
         * Items more.
         * @member {boolean} more
         * @memberof earshot.Items
         * @instance
         */
        Items.prototype.more = false;

        /**
         * Creates a new Items instance using the specified properties.
         * @function create
         * @memberof earshot.Items
         * @static
         * @param {earshot.Items.$Properties=} [properties] Properties to set
         * @returns {earshot.Items} Items instance
         * @type {{
         *   (properties: earshot.Items.$Shape): earshot.Items & earshot.Items.$Shape;
         *   (properties?: earshot.Items.$Properties): earshot.Items;
         * }}
         */
        Items.create = function(properties) {
            return new Items(properties);
        };

        /**
         * Encodes the specified Items message. Does not implicitly {@link earshot.Items.verify|verify} messages.
         * @function encode
         * @memberof earshot.Items
         * @static
         * @param {earshot.Items.$Properties} message Items message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Items.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.incarnation);
            if (message.items != null && message.items.length)
                for (let i = 0; i < message.items.length; ++i)
                    $root.earshot.Item.encode(message.items[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.more);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Items message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Items
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Items & earshot.Items.$Shape} Items
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Items.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Items();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.items && message.items.length))
                            message.items = [];
                        message.items.push($root.earshot.Item.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.more = value;
                        else
                            delete message.more;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Items;
    })();

    earshot.Item = (function() {

        /**
         * Properties of an Item.
         * @typedef {Object} earshot.Item.$Properties
         * @property {number|null} [sequence] Item sequence
         * @property {Uint8Array|null} [tokenHash] Item tokenHash
         * @property {Uint8Array|null} [encryptedMessage] Item encryptedMessage
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Item.
         * @memberof earshot
         * @interface IItem
         * @augments earshot.Item.$Properties
         * @deprecated Use earshot.Item.$Properties instead.
         */

        /**
         * Shape of an Item.
         * @typedef {earshot.Item.$Properties} earshot.Item.$Shape
         */

        /**
         * Constructs a new Item.
         * @memberof earshot
         * @classdesc Represents an Item.
         * @constructor
         * @param {earshot.Item.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Item = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Item sequence.
         * @member {number} sequence
         * @memberof earshot.Item
         * @instance
         */
        Item.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Item tokenHash.
         * @member {Uint8Array} tokenHash
         * @memberof earshot.Item
         * @instance
         */
        Item.prototype.tokenHash = $util.newBuffer([]);

        /**
         * Item encryptedMessage.
         * @member {Uint8Array} encryptedMessage
         * @memberof earshot.Item
         * @instance
         */
        Item.prototype.encryptedMessage = $util.newBuffer([]);

        /**
         * Creates a new Item instance using the specified properties.
         * @function create
         * @memberof earshot.Item
         * @static
         * @param {earshot.Item.$Properties=} [properties] Properties to set
         * @returns {earshot.Item} Item instance
         * @type {{
         *   (properties: earshot.Item.$Shape): earshot.Item & earshot.Item.$Shape;
         *   (properties?: earshot.Item.$Properties): earshot.Item;
         * }}
         */
        Item.create = function(properties) {
            return new Item(properties);
        };

        /**
         * Encodes the specified Item message. Does not implicitly {@link earshot.Item.verify|verify} messages.
         * @function encode
         * @memberof earshot.Item
         * @static
         * @param {earshot.Item.$Properties} message Item message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Item.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.sequence);
            if (message.tokenHash != null && $Object.hasOwnProperty.call(message, "tokenHash") && message.tokenHash.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.tokenHash);
            if (message.encryptedMessage != null && $Object.hasOwnProperty.call(message, "encryptedMessage") && message.encryptedMessage.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.encryptedMessage);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Item message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Item
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Item & earshot.Item.$Shape} Item
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Item.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Item();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.tokenHash = value;
                        else
                            delete message.tokenHash;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.encryptedMessage = value;
                        else
                            delete message.encryptedMessage;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Item;
    })();

    earshot.AcknowledgedItems = (function() {

        /**
         * Properties of an AcknowledgedItems.
         * @typedef {Object} earshot.AcknowledgedItems.$Properties
         * @property {Uint8Array|null} [coordinator] AcknowledgedItems coordinator
         * @property {Uint8Array|null} [mailbox] AcknowledgedItems mailbox
         * @property {Array.<Uint8Array>|null} [items] AcknowledgedItems items
         * @property {number|null} [at] AcknowledgedItems at
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AcknowledgedItems.
         * @memberof earshot
         * @interface IAcknowledgedItems
         * @augments earshot.AcknowledgedItems.$Properties
         * @deprecated Use earshot.AcknowledgedItems.$Properties instead.
         */

        /**
         * Shape of an AcknowledgedItems.
         * @typedef {earshot.AcknowledgedItems.$Properties} earshot.AcknowledgedItems.$Shape
         */

        /**
         * Constructs a new AcknowledgedItems.
         * @memberof earshot
         * @classdesc Represents an AcknowledgedItems.
         * @constructor
         * @param {earshot.AcknowledgedItems.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AcknowledgedItems = function (properties) {
            this.items = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AcknowledgedItems coordinator.
         * @member {Uint8Array} coordinator
         * @memberof earshot.AcknowledgedItems
         * @instance
         */
        AcknowledgedItems.prototype.coordinator = $util.newBuffer([]);

        /**
         * AcknowledgedItems mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.AcknowledgedItems
         * @instance
         */
        AcknowledgedItems.prototype.mailbox = $util.newBuffer([]);

        /**
         * AcknowledgedItems items.
         * @member {Array.<Uint8Array>} items
         * @memberof earshot.AcknowledgedItems
         * @instance
         */
        AcknowledgedItems.prototype.items = $util.emptyArray;

        /**
         * AcknowledgedItems at.
         * @member {number} at
         * @memberof earshot.AcknowledgedItems
         * @instance
         */
        AcknowledgedItems.prototype.at = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new AcknowledgedItems instance using the specified properties.
         * @function create
         * @memberof earshot.AcknowledgedItems
         * @static
         * @param {earshot.AcknowledgedItems.$Properties=} [properties] Properties to set
         * @returns {earshot.AcknowledgedItems} AcknowledgedItems instance
         * @type {{
         *   (properties: earshot.AcknowledgedItems.$Shape): earshot.AcknowledgedItems & earshot.AcknowledgedItems.$Shape;
         *   (properties?: earshot.AcknowledgedItems.$Properties): earshot.AcknowledgedItems;
         * }}
         */
        AcknowledgedItems.create = function(properties) {
            return new AcknowledgedItems(properties);
        };

        /**
         * Encodes the specified AcknowledgedItems message. Does not implicitly {@link earshot.AcknowledgedItems.verify|verify} messages.
         * @function encode
         * @memberof earshot.AcknowledgedItems
         * @static
         * @param {earshot.AcknowledgedItems.$Properties} message AcknowledgedItems message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AcknowledgedItems.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator") && message.coordinator.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.coordinator);
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.mailbox);
            if (message.items != null && message.items.length)
                for (let i = 0; i < message.items.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.items[i]);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && (typeof message.at === "object" ? message.at.low || message.at.high : message.at !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.at);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AcknowledgedItems message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.AcknowledgedItems
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.AcknowledgedItems & earshot.AcknowledgedItems.$Shape} AcknowledgedItems
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AcknowledgedItems.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.AcknowledgedItems();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.coordinator = value;
                        else
                            delete message.coordinator;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.items && message.items.length))
                            message.items = [];
                        message.items.push(reader.bytes());
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.at = value;
                        else
                            delete message.at;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AcknowledgedItems;
    })();

    earshot.Acknowledged = (function() {

        /**
         * Properties of an Acknowledged.
         * @typedef {Object} earshot.Acknowledged.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Acknowledged.
         * @memberof earshot
         * @interface IAcknowledged
         * @augments earshot.Acknowledged.$Properties
         * @deprecated Use earshot.Acknowledged.$Properties instead.
         */

        /**
         * Shape of an Acknowledged.
         * @typedef {earshot.Acknowledged.$Properties} earshot.Acknowledged.$Shape
         */

        /**
         * Constructs a new Acknowledged.
         * @memberof earshot
         * @classdesc Represents an Acknowledged.
         * @constructor
         * @param {earshot.Acknowledged.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Acknowledged = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Creates a new Acknowledged instance using the specified properties.
         * @function create
         * @memberof earshot.Acknowledged
         * @static
         * @param {earshot.Acknowledged.$Properties=} [properties] Properties to set
         * @returns {earshot.Acknowledged} Acknowledged instance
         * @type {{
         *   (properties: earshot.Acknowledged.$Shape): earshot.Acknowledged & earshot.Acknowledged.$Shape;
         *   (properties?: earshot.Acknowledged.$Properties): earshot.Acknowledged;
         * }}
         */
        Acknowledged.create = function(properties) {
            return new Acknowledged(properties);
        };

        /**
         * Encodes the specified Acknowledged message. Does not implicitly {@link earshot.Acknowledged.verify|verify} messages.
         * @function encode
         * @memberof earshot.Acknowledged
         * @static
         * @param {earshot.Acknowledged.$Properties} message Acknowledged message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Acknowledged.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Acknowledged message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Acknowledged
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Acknowledged & earshot.Acknowledged.$Shape} Acknowledged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Acknowledged.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Acknowledged();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Acknowledged;
    })();

    earshot.NewMail = (function() {

        /**
         * Properties of a NewMail.
         * @typedef {Object} earshot.NewMail.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NewMail.
         * @memberof earshot
         * @interface INewMail
         * @augments earshot.NewMail.$Properties
         * @deprecated Use earshot.NewMail.$Properties instead.
         */

        /**
         * Shape of a NewMail.
         * @typedef {earshot.NewMail.$Properties} earshot.NewMail.$Shape
         */

        /**
         * Constructs a new NewMail.
         * @memberof earshot
         * @classdesc Represents a NewMail.
         * @constructor
         * @param {earshot.NewMail.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NewMail = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Creates a new NewMail instance using the specified properties.
         * @function create
         * @memberof earshot.NewMail
         * @static
         * @param {earshot.NewMail.$Properties=} [properties] Properties to set
         * @returns {earshot.NewMail} NewMail instance
         * @type {{
         *   (properties: earshot.NewMail.$Shape): earshot.NewMail & earshot.NewMail.$Shape;
         *   (properties?: earshot.NewMail.$Properties): earshot.NewMail;
         * }}
         */
        NewMail.create = function(properties) {
            return new NewMail(properties);
        };

        /**
         * Encodes the specified NewMail message. Does not implicitly {@link earshot.NewMail.verify|verify} messages.
         * @function encode
         * @memberof earshot.NewMail
         * @static
         * @param {earshot.NewMail.$Properties} message NewMail message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NewMail.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NewMail message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.NewMail
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.NewMail & earshot.NewMail.$Shape} NewMail
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NewMail.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.NewMail();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NewMail;
    })();

    earshot.GetBundle = (function() {

        /**
         * Properties of a GetBundle.
         * @typedef {Object} earshot.GetBundle.$Properties
         * @property {Uint8Array|null} [mailbox] GetBundle mailbox
         * @property {boolean|null} [lastResort] GetBundle lastResort
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetBundle.
         * @memberof earshot
         * @interface IGetBundle
         * @augments earshot.GetBundle.$Properties
         * @deprecated Use earshot.GetBundle.$Properties instead.
         */

        /**
         * Shape of a GetBundle.
         * @typedef {earshot.GetBundle.$Properties} earshot.GetBundle.$Shape
         */

        /**
         * Constructs a new GetBundle.
         * @memberof earshot
         * @classdesc Represents a GetBundle.
         * @constructor
         * @param {earshot.GetBundle.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetBundle = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetBundle mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.GetBundle
         * @instance
         */
        GetBundle.prototype.mailbox = $util.newBuffer([]);

        /**
         * GetBundle lastResort.
         * @member {boolean} lastResort
         * @memberof earshot.GetBundle
         * @instance
         */
        GetBundle.prototype.lastResort = false;

        /**
         * Creates a new GetBundle instance using the specified properties.
         * @function create
         * @memberof earshot.GetBundle
         * @static
         * @param {earshot.GetBundle.$Properties=} [properties] Properties to set
         * @returns {earshot.GetBundle} GetBundle instance
         * @type {{
         *   (properties: earshot.GetBundle.$Shape): earshot.GetBundle & earshot.GetBundle.$Shape;
         *   (properties?: earshot.GetBundle.$Properties): earshot.GetBundle;
         * }}
         */
        GetBundle.create = function(properties) {
            return new GetBundle(properties);
        };

        /**
         * Encodes the specified GetBundle message. Does not implicitly {@link earshot.GetBundle.verify|verify} messages.
         * @function encode
         * @memberof earshot.GetBundle
         * @static
         * @param {earshot.GetBundle.$Properties} message GetBundle message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetBundle.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.mailbox);
            if (message.lastResort != null && $Object.hasOwnProperty.call(message, "lastResort") && message.lastResort !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.lastResort);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetBundle message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.GetBundle
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.GetBundle & earshot.GetBundle.$Shape} GetBundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetBundle.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.GetBundle();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.lastResort = value;
                        else
                            delete message.lastResort;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return GetBundle;
    })();

    earshot.Stock = (function() {

        /**
         * Properties of a Stock.
         * @typedef {Object} earshot.Stock.$Properties
         * @property {Array.<Uint8Array>|null} [prekeys] Stock prekeys
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Stock.
         * @memberof earshot
         * @interface IStock
         * @augments earshot.Stock.$Properties
         * @deprecated Use earshot.Stock.$Properties instead.
         */

        /**
         * Shape of a Stock.
         * @typedef {earshot.Stock.$Properties} earshot.Stock.$Shape
         */

        /**
         * Constructs a new Stock.
         * @memberof earshot
         * @classdesc Represents a Stock.
         * @constructor
         * @param {earshot.Stock.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Stock = function (properties) {
            this.prekeys = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Stock prekeys.
         * @member {Array.<Uint8Array>} prekeys
         * @memberof earshot.Stock
         * @instance
         */
        Stock.prototype.prekeys = $util.emptyArray;

        /**
         * Creates a new Stock instance using the specified properties.
         * @function create
         * @memberof earshot.Stock
         * @static
         * @param {earshot.Stock.$Properties=} [properties] Properties to set
         * @returns {earshot.Stock} Stock instance
         * @type {{
         *   (properties: earshot.Stock.$Shape): earshot.Stock & earshot.Stock.$Shape;
         *   (properties?: earshot.Stock.$Properties): earshot.Stock;
         * }}
         */
        Stock.create = function(properties) {
            return new Stock(properties);
        };

        /**
         * Encodes the specified Stock message. Does not implicitly {@link earshot.Stock.verify|verify} messages.
         * @function encode
         * @memberof earshot.Stock
         * @static
         * @param {earshot.Stock.$Properties} message Stock message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Stock.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.prekeys != null && message.prekeys.length)
                for (let i = 0; i < message.prekeys.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.prekeys[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Stock message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Stock
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Stock & earshot.Stock.$Shape} Stock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Stock.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Stock();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.prekeys && message.prekeys.length))
                            message.prekeys = [];
                        message.prekeys.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Stock;
    })();

    earshot.Stocked = (function() {

        /**
         * Properties of a Stocked.
         * @typedef {Object} earshot.Stocked.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Stocked.
         * @memberof earshot
         * @interface IStocked
         * @augments earshot.Stocked.$Properties
         * @deprecated Use earshot.Stocked.$Properties instead.
         */

        /**
         * Shape of a Stocked.
         * @typedef {earshot.Stocked.$Properties} earshot.Stocked.$Shape
         */

        /**
         * Constructs a new Stocked.
         * @memberof earshot
         * @classdesc Represents a Stocked.
         * @constructor
         * @param {earshot.Stocked.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Stocked = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Creates a new Stocked instance using the specified properties.
         * @function create
         * @memberof earshot.Stocked
         * @static
         * @param {earshot.Stocked.$Properties=} [properties] Properties to set
         * @returns {earshot.Stocked} Stocked instance
         * @type {{
         *   (properties: earshot.Stocked.$Shape): earshot.Stocked & earshot.Stocked.$Shape;
         *   (properties?: earshot.Stocked.$Properties): earshot.Stocked;
         * }}
         */
        Stocked.create = function(properties) {
            return new Stocked(properties);
        };

        /**
         * Encodes the specified Stocked message. Does not implicitly {@link earshot.Stocked.verify|verify} messages.
         * @function encode
         * @memberof earshot.Stocked
         * @static
         * @param {earshot.Stocked.$Properties} message Stocked message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Stocked.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Stocked message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Stocked
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Stocked & earshot.Stocked.$Shape} Stocked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Stocked.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Stocked();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Stocked;
    })();

    earshot.Bundle = (function() {

        /**
         * Properties of a Bundle.
         * @typedef {Object} earshot.Bundle.$Properties
         * @property {Uint8Array|null} [sealed] Bundle sealed
         * @property {Uint8Array|null} [oneTime] Bundle oneTime
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Bundle.
         * @memberof earshot
         * @interface IBundle
         * @augments earshot.Bundle.$Properties
         * @deprecated Use earshot.Bundle.$Properties instead.
         */

        /**
         * Shape of a Bundle.
         * @typedef {earshot.Bundle.$Properties} earshot.Bundle.$Shape
         */

        /**
         * Constructs a new Bundle.
         * @memberof earshot
         * @classdesc Represents a Bundle.
         * @constructor
         * @param {earshot.Bundle.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Bundle = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Bundle sealed.
         * @member {Uint8Array} sealed
         * @memberof earshot.Bundle
         * @instance
         */
        Bundle.prototype.sealed = $util.newBuffer([]);

        /**
         * Bundle oneTime.
         * @member {Uint8Array} oneTime
         * @memberof earshot.Bundle
         * @instance
         */
        Bundle.prototype.oneTime = $util.newBuffer([]);

        /**
         * Creates a new Bundle instance using the specified properties.
         * @function create
         * @memberof earshot.Bundle
         * @static
         * @param {earshot.Bundle.$Properties=} [properties] Properties to set
         * @returns {earshot.Bundle} Bundle instance
         * @type {{
         *   (properties: earshot.Bundle.$Shape): earshot.Bundle & earshot.Bundle.$Shape;
         *   (properties?: earshot.Bundle.$Properties): earshot.Bundle;
         * }}
         */
        Bundle.create = function(properties) {
            return new Bundle(properties);
        };

        /**
         * Encodes the specified Bundle message. Does not implicitly {@link earshot.Bundle.verify|verify} messages.
         * @function encode
         * @memberof earshot.Bundle
         * @static
         * @param {earshot.Bundle.$Properties} message Bundle message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Bundle.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sealed != null && $Object.hasOwnProperty.call(message, "sealed") && message.sealed.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.sealed);
            if (message.oneTime != null && $Object.hasOwnProperty.call(message, "oneTime") && message.oneTime.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.oneTime);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Bundle message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Bundle
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Bundle & earshot.Bundle.$Shape} Bundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Bundle.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Bundle();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealed = value;
                        else
                            delete message.sealed;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.oneTime = value;
                        else
                            delete message.oneTime;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Bundle;
    })();

    earshot.Lease = (function() {

        /**
         * Properties of a Lease.
         * @typedef {Object} earshot.Lease.$Properties
         * @property {earshot.Lease.Change|null} [change] Lease change
         * @property {Array.<Uint8Array>|null} [tags] Lease tags
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Lease.
         * @memberof earshot
         * @interface ILease
         * @augments earshot.Lease.$Properties
         * @deprecated Use earshot.Lease.$Properties instead.
         */

        /**
         * Shape of a Lease.
         * @typedef {earshot.Lease.$Properties} earshot.Lease.$Shape
         */

        /**
         * Constructs a new Lease.
         * @memberof earshot
         * @classdesc Represents a Lease.
         * @constructor
         * @param {earshot.Lease.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Lease = function (properties) {
            this.tags = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Lease change.
         * @member {earshot.Lease.Change} change
         * @memberof earshot.Lease
         * @instance
         */
        Lease.prototype.change = 0;

        /**
         * Lease tags.
         * @member {Array.<Uint8Array>} tags
         * @memberof earshot.Lease
         * @instance
         */
        Lease.prototype.tags = $util.emptyArray;

        /**
         * Creates a new Lease instance using the specified properties.
         * @function create
         * @memberof earshot.Lease
         * @static
         * @param {earshot.Lease.$Properties=} [properties] Properties to set
         * @returns {earshot.Lease} Lease instance
         * @type {{
         *   (properties: earshot.Lease.$Shape): earshot.Lease & earshot.Lease.$Shape;
         *   (properties?: earshot.Lease.$Properties): earshot.Lease;
         * }}
         */
        Lease.create = function(properties) {
            return new Lease(properties);
        };

        /**
         * Encodes the specified Lease message. Does not implicitly {@link earshot.Lease.verify|verify} messages.
         * @function encode
         * @memberof earshot.Lease
         * @static
         * @param {earshot.Lease.$Properties} message Lease message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Lease.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.change);
            if (message.tags != null && message.tags.length)
                for (let i = 0; i < message.tags.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.tags[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Lease message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Lease
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Lease & earshot.Lease.$Shape} Lease
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Lease.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Lease();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.change = value;
                        else
                            delete message.change;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tags && message.tags.length))
                            message.tags = [];
                        message.tags.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Change enum.
         * @name earshot.Lease.Change
         * @enum {number}
         * @property {number} RENEW=0 RENEW value
         * @property {number} SET=1 SET value
         * @property {number} LEAVE=2 LEAVE value
         */
        Lease.Change = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "RENEW"] = 0;
            values[valuesById[1] = "SET"] = 1;
            values[valuesById[2] = "LEAVE"] = 2;
            return values;
        })();

        return Lease;
    })();

    earshot.Leased = (function() {

        /**
         * Properties of a Leased.
         * @typedef {Object} earshot.Leased.$Properties
         * @property {boolean|null} [held] Leased held
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Leased.
         * @memberof earshot
         * @interface ILeased
         * @augments earshot.Leased.$Properties
         * @deprecated Use earshot.Leased.$Properties instead.
         */

        /**
         * Shape of a Leased.
         * @typedef {earshot.Leased.$Properties} earshot.Leased.$Shape
         */

        /**
         * Constructs a new Leased.
         * @memberof earshot
         * @classdesc Represents a Leased.
         * @constructor
         * @param {earshot.Leased.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Leased = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Leased held.
         * @member {boolean} held
         * @memberof earshot.Leased
         * @instance
         */
        Leased.prototype.held = false;

        /**
         * Creates a new Leased instance using the specified properties.
         * @function create
         * @memberof earshot.Leased
         * @static
         * @param {earshot.Leased.$Properties=} [properties] Properties to set
         * @returns {earshot.Leased} Leased instance
         * @type {{
         *   (properties: earshot.Leased.$Shape): earshot.Leased & earshot.Leased.$Shape;
         *   (properties?: earshot.Leased.$Properties): earshot.Leased;
         * }}
         */
        Leased.create = function(properties) {
            return new Leased(properties);
        };

        /**
         * Encodes the specified Leased message. Does not implicitly {@link earshot.Leased.verify|verify} messages.
         * @function encode
         * @memberof earshot.Leased
         * @static
         * @param {earshot.Leased.$Properties} message Leased message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Leased.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.held != null && $Object.hasOwnProperty.call(message, "held") && message.held !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.held);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Leased message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Leased
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Leased & earshot.Leased.$Shape} Leased
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Leased.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Leased();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.held = value;
                        else
                            delete message.held;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Leased;
    })();

    earshot.Watch = (function() {

        /**
         * Properties of a Watch.
         * @typedef {Object} earshot.Watch.$Properties
         * @property {Array.<Uint8Array>|null} [tags] Watch tags
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Watch.
         * @memberof earshot
         * @interface IWatch
         * @augments earshot.Watch.$Properties
         * @deprecated Use earshot.Watch.$Properties instead.
         */

        /**
         * Shape of a Watch.
         * @typedef {earshot.Watch.$Properties} earshot.Watch.$Shape
         */

        /**
         * Constructs a new Watch.
         * @memberof earshot
         * @classdesc Represents a Watch.
         * @constructor
         * @param {earshot.Watch.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Watch = function (properties) {
            this.tags = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Watch tags.
         * @member {Array.<Uint8Array>} tags
         * @memberof earshot.Watch
         * @instance
         */
        Watch.prototype.tags = $util.emptyArray;

        /**
         * Creates a new Watch instance using the specified properties.
         * @function create
         * @memberof earshot.Watch
         * @static
         * @param {earshot.Watch.$Properties=} [properties] Properties to set
         * @returns {earshot.Watch} Watch instance
         * @type {{
         *   (properties: earshot.Watch.$Shape): earshot.Watch & earshot.Watch.$Shape;
         *   (properties?: earshot.Watch.$Properties): earshot.Watch;
         * }}
         */
        Watch.create = function(properties) {
            return new Watch(properties);
        };

        /**
         * Encodes the specified Watch message. Does not implicitly {@link earshot.Watch.verify|verify} messages.
         * @function encode
         * @memberof earshot.Watch
         * @static
         * @param {earshot.Watch.$Properties} message Watch message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Watch.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tags != null && message.tags.length)
                for (let i = 0; i < message.tags.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tags[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Watch message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Watch
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Watch & earshot.Watch.$Shape} Watch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Watch.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Watch();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tags && message.tags.length))
                            message.tags = [];
                        message.tags.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Watch;
    })();

    earshot.Watched = (function() {

        /**
         * Properties of a Watched.
         * @typedef {Object} earshot.Watched.$Properties
         * @property {earshot.Watched.State|null} [state] Watched state
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Watched.
         * @memberof earshot
         * @interface IWatched
         * @augments earshot.Watched.$Properties
         * @deprecated Use earshot.Watched.$Properties instead.
         */

        /**
         * Shape of a Watched.
         * @typedef {earshot.Watched.$Properties} earshot.Watched.$Shape
         */

        /**
         * Constructs a new Watched.
         * @memberof earshot
         * @classdesc Represents a Watched.
         * @constructor
         * @param {earshot.Watched.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Watched = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Watched state.
         * @member {earshot.Watched.State} state
         * @memberof earshot.Watched
         * @instance
         */
        Watched.prototype.state = 0;

        /**
         * Creates a new Watched instance using the specified properties.
         * @function create
         * @memberof earshot.Watched
         * @static
         * @param {earshot.Watched.$Properties=} [properties] Properties to set
         * @returns {earshot.Watched} Watched instance
         * @type {{
         *   (properties: earshot.Watched.$Shape): earshot.Watched & earshot.Watched.$Shape;
         *   (properties?: earshot.Watched.$Properties): earshot.Watched;
         * }}
         */
        Watched.create = function(properties) {
            return new Watched(properties);
        };

        /**
         * Encodes the specified Watched message. Does not implicitly {@link earshot.Watched.verify|verify} messages.
         * @function encode
         * @memberof earshot.Watched
         * @static
         * @param {earshot.Watched.$Properties} message Watched message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Watched.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.state);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Watched message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Watched
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Watched & earshot.Watched.$Shape} Watched
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Watched.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Watched();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * State enum.
         * @name earshot.Watched.State
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} OFFLINE=1 OFFLINE value
         * @property {number} ONLINE=2 ONLINE value
         */
        Watched.State = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "OFFLINE"] = 1;
            values[valuesById[2] = "ONLINE"] = 2;
            return values;
        })();

        return Watched;
    })();

    earshot.Refusal = (function() {

        /**
         * Properties of a Refusal.
         * @typedef {Object} earshot.Refusal.$Properties
         * @property {earshot.Refusal.Reason|null} [reason] Refusal reason
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Refusal.
         * @memberof earshot
         * @interface IRefusal
         * @augments earshot.Refusal.$Properties
         * @deprecated Use earshot.Refusal.$Properties instead.
         */

        /**
         * Shape of a Refusal.
         * @typedef {earshot.Refusal.$Properties} earshot.Refusal.$Shape
         */

        /**
         * Constructs a new Refusal.
         * @memberof earshot
         * @classdesc Represents a Refusal.
         * @constructor
         * @param {earshot.Refusal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Refusal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Refusal reason.
         * @member {earshot.Refusal.Reason} reason
         * @memberof earshot.Refusal
         * @instance
         */
        Refusal.prototype.reason = 0;

        /**
         * Creates a new Refusal instance using the specified properties.
         * @function create
         * @memberof earshot.Refusal
         * @static
         * @param {earshot.Refusal.$Properties=} [properties] Properties to set
         * @returns {earshot.Refusal} Refusal instance
         * @type {{
         *   (properties: earshot.Refusal.$Shape): earshot.Refusal & earshot.Refusal.$Shape;
         *   (properties?: earshot.Refusal.$Properties): earshot.Refusal;
         * }}
         */
        Refusal.create = function(properties) {
            return new Refusal(properties);
        };

        /**
         * Encodes the specified Refusal message. Does not implicitly {@link earshot.Refusal.verify|verify} messages.
         * @function encode
         * @memberof earshot.Refusal
         * @static
         * @param {earshot.Refusal.$Properties} message Refusal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Refusal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Refusal message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Refusal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Refusal & earshot.Refusal.$Shape} Refusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Refusal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Refusal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Reason enum.
         * @name earshot.Refusal.Reason
         * @enum {number}
         * @property {number} INVALID=0 INVALID value
         * @property {number} REFUSED=1 REFUSED value
         * @property {number} FULL=2 FULL value
         * @property {number} BUSY=3 BUSY value
         */
        Refusal.Reason = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "INVALID"] = 0;
            values[valuesById[1] = "REFUSED"] = 1;
            values[valuesById[2] = "FULL"] = 2;
            values[valuesById[3] = "BUSY"] = 3;
            return values;
        })();

        return Refusal;
    })();

    earshot.MessageFrame = (function() {

        /**
         * Properties of a MessageFrame.
         * @typedef {Object} earshot.MessageFrame.$Properties
         * @property {Array.<Uint8Array>|null} [envelopes] MessageFrame envelopes
         * @property {earshot.Hello.$Properties|null} [hello] MessageFrame hello
         * @property {boolean|null} [wantBundle] MessageFrame wantBundle
         * @property {earshot.Signed.$Properties|null} [bundle] MessageFrame bundle
         * @property {boolean|null} [parked] MessageFrame parked
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MessageFrame.
         * @memberof earshot
         * @interface IMessageFrame
         * @augments earshot.MessageFrame.$Properties
         * @deprecated Use earshot.MessageFrame.$Properties instead.
         */

        /**
         * Shape of a MessageFrame.
         * @typedef {earshot.MessageFrame.$Properties} earshot.MessageFrame.$Shape
         */

        /**
         * Constructs a new MessageFrame.
         * @memberof earshot
         * @classdesc Represents a MessageFrame.
         * @constructor
         * @param {earshot.MessageFrame.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MessageFrame = function (properties) {
            this.envelopes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MessageFrame envelopes.
         * @member {Array.<Uint8Array>} envelopes
         * @memberof earshot.MessageFrame
         * @instance
         */
        MessageFrame.prototype.envelopes = $util.emptyArray;

        /**
         * MessageFrame hello.
         * @member {earshot.Hello.$Properties|null|undefined} hello
         * @memberof earshot.MessageFrame
         * @instance
         */
        MessageFrame.prototype.hello = null;

        /**
         * MessageFrame wantBundle.
         * @member {boolean} wantBundle
         * @memberof earshot.MessageFrame
         * @instance
         */
        MessageFrame.prototype.wantBundle = false;

        /**
         * MessageFrame bundle.
         * @member {earshot.Signed.$Properties|null|undefined} bundle
         * @memberof earshot.MessageFrame
         * @instance
         */
        MessageFrame.prototype.bundle = null;

        /**
         * MessageFrame parked.
         * @member {boolean} parked
         * @memberof earshot.MessageFrame
         * @instance
         */
        MessageFrame.prototype.parked = false;

        /**
         * Creates a new MessageFrame instance using the specified properties.
         * @function create
         * @memberof earshot.MessageFrame
         * @static
         * @param {earshot.MessageFrame.$Properties=} [properties] Properties to set
         * @returns {earshot.MessageFrame} MessageFrame instance
         * @type {{
         *   (properties: earshot.MessageFrame.$Shape): earshot.MessageFrame & earshot.MessageFrame.$Shape;
         *   (properties?: earshot.MessageFrame.$Properties): earshot.MessageFrame;
         * }}
         */
        MessageFrame.create = function(properties) {
            return new MessageFrame(properties);
        };

        /**
         * Encodes the specified MessageFrame message. Does not implicitly {@link earshot.MessageFrame.verify|verify} messages.
         * @function encode
         * @memberof earshot.MessageFrame
         * @static
         * @param {earshot.MessageFrame.$Properties} message MessageFrame message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MessageFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.envelopes != null && message.envelopes.length)
                for (let i = 0; i < message.envelopes.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.envelopes[i]);
            if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                $root.earshot.Hello.encode(message.hello, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.wantBundle != null && $Object.hasOwnProperty.call(message, "wantBundle") && message.wantBundle !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.wantBundle);
            if (message.bundle != null && $Object.hasOwnProperty.call(message, "bundle"))
                $root.earshot.Signed.encode(message.bundle, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.parked != null && $Object.hasOwnProperty.call(message, "parked") && message.parked !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.parked);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MessageFrame message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MessageFrame
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MessageFrame & earshot.MessageFrame.$Shape} MessageFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MessageFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MessageFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.envelopes && message.envelopes.length))
                            message.envelopes = [];
                        message.envelopes.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.hello = $root.earshot.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.wantBundle = value;
                        else
                            delete message.wantBundle;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.bundle = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.bundle);
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.parked = value;
                        else
                            delete message.parked;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MessageFrame;
    })();

    earshot.Hello = (function() {

        /**
         * Properties of a Hello.
         * @typedef {Object} earshot.Hello.$Properties
         * @property {Array.<earshot.WriterMark.$Properties>|null} [seen] Hello seen
         * @property {Array.<earshot.SessionMark.$Properties>|null} [sessions] Hello sessions
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Hello.
         * @memberof earshot
         * @interface IHello
         * @augments earshot.Hello.$Properties
         * @deprecated Use earshot.Hello.$Properties instead.
         */

        /**
         * Shape of a Hello.
         * @typedef {earshot.Hello.$Properties} earshot.Hello.$Shape
         */

        /**
         * Constructs a new Hello.
         * @memberof earshot
         * @classdesc Represents a Hello.
         * @constructor
         * @param {earshot.Hello.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Hello = function (properties) {
            this.seen = [];
            this.sessions = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Hello seen.
         * @member {Array.<earshot.WriterMark.$Properties>} seen
         * @memberof earshot.Hello
         * @instance
         */
        Hello.prototype.seen = $util.emptyArray;

        /**
         * Hello sessions.
         * @member {Array.<earshot.SessionMark.$Properties>} sessions
         * @memberof earshot.Hello
         * @instance
         */
        Hello.prototype.sessions = $util.emptyArray;

        /**
         * Creates a new Hello instance using the specified properties.
         * @function create
         * @memberof earshot.Hello
         * @static
         * @param {earshot.Hello.$Properties=} [properties] Properties to set
         * @returns {earshot.Hello} Hello instance
         * @type {{
         *   (properties: earshot.Hello.$Shape): earshot.Hello & earshot.Hello.$Shape;
         *   (properties?: earshot.Hello.$Properties): earshot.Hello;
         * }}
         */
        Hello.create = function(properties) {
            return new Hello(properties);
        };

        /**
         * Encodes the specified Hello message. Does not implicitly {@link earshot.Hello.verify|verify} messages.
         * @function encode
         * @memberof earshot.Hello
         * @static
         * @param {earshot.Hello.$Properties} message Hello message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Hello.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seen != null && message.seen.length)
                for (let i = 0; i < message.seen.length; ++i)
                    $root.earshot.WriterMark.encode(message.seen[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.sessions != null && message.sessions.length)
                for (let i = 0; i < message.sessions.length; ++i)
                    $root.earshot.SessionMark.encode(message.sessions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Hello message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Hello
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Hello & earshot.Hello.$Shape} Hello
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Hello.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Hello();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.seen && message.seen.length))
                            message.seen = [];
                        message.seen.push($root.earshot.WriterMark.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.sessions && message.sessions.length))
                            message.sessions = [];
                        message.sessions.push($root.earshot.SessionMark.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Hello;
    })();

    earshot.SessionMark = (function() {

        /**
         * Properties of a SessionMark.
         * @typedef {Object} earshot.SessionMark.$Properties
         * @property {Uint8Array|null} [id] SessionMark id
         * @property {Uint8Array|null} [own] SessionMark own
         * @property {Uint8Array|null} [theirs] SessionMark theirs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SessionMark.
         * @memberof earshot
         * @interface ISessionMark
         * @augments earshot.SessionMark.$Properties
         * @deprecated Use earshot.SessionMark.$Properties instead.
         */

        /**
         * Shape of a SessionMark.
         * @typedef {earshot.SessionMark.$Properties} earshot.SessionMark.$Shape
         */

        /**
         * Constructs a new SessionMark.
         * @memberof earshot
         * @classdesc Represents a SessionMark.
         * @constructor
         * @param {earshot.SessionMark.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SessionMark = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SessionMark id.
         * @member {Uint8Array} id
         * @memberof earshot.SessionMark
         * @instance
         */
        SessionMark.prototype.id = $util.newBuffer([]);

        /**
         * SessionMark own.
         * @member {Uint8Array} own
         * @memberof earshot.SessionMark
         * @instance
         */
        SessionMark.prototype.own = $util.newBuffer([]);

        /**
         * SessionMark theirs.
         * @member {Uint8Array} theirs
         * @memberof earshot.SessionMark
         * @instance
         */
        SessionMark.prototype.theirs = $util.newBuffer([]);

        /**
         * Creates a new SessionMark instance using the specified properties.
         * @function create
         * @memberof earshot.SessionMark
         * @static
         * @param {earshot.SessionMark.$Properties=} [properties] Properties to set
         * @returns {earshot.SessionMark} SessionMark instance
         * @type {{
         *   (properties: earshot.SessionMark.$Shape): earshot.SessionMark & earshot.SessionMark.$Shape;
         *   (properties?: earshot.SessionMark.$Properties): earshot.SessionMark;
         * }}
         */
        SessionMark.create = function(properties) {
            return new SessionMark(properties);
        };

        /**
         * Encodes the specified SessionMark message. Does not implicitly {@link earshot.SessionMark.verify|verify} messages.
         * @function encode
         * @memberof earshot.SessionMark
         * @static
         * @param {earshot.SessionMark.$Properties} message SessionMark message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SessionMark.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.own != null && $Object.hasOwnProperty.call(message, "own") && message.own.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.own);
            if (message.theirs != null && $Object.hasOwnProperty.call(message, "theirs") && message.theirs.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.theirs);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SessionMark message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.SessionMark
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.SessionMark & earshot.SessionMark.$Shape} SessionMark
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SessionMark.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.SessionMark();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.own = value;
                        else
                            delete message.own;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.theirs = value;
                        else
                            delete message.theirs;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionMark;
    })();

    earshot.WriterMark = (function() {

        /**
         * Properties of a WriterMark.
         * @typedef {Object} earshot.WriterMark.$Properties
         * @property {Uint8Array|null} [writerId] WriterMark writerId
         * @property {number|null} [counter] WriterMark counter
         * @property {Uint8Array|null} [hash] WriterMark hash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WriterMark.
         * @memberof earshot
         * @interface IWriterMark
         * @augments earshot.WriterMark.$Properties
         * @deprecated Use earshot.WriterMark.$Properties instead.
         */

        /**
         * Shape of a WriterMark.
         * @typedef {earshot.WriterMark.$Properties} earshot.WriterMark.$Shape
         */

        /**
         * Constructs a new WriterMark.
         * @memberof earshot
         * @classdesc Represents a WriterMark.
         * @constructor
         * @param {earshot.WriterMark.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WriterMark = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WriterMark writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.WriterMark
         * @instance
         */
        WriterMark.prototype.writerId = $util.newBuffer([]);

        /**
         * WriterMark counter.
         * @member {number} counter
         * @memberof earshot.WriterMark
         * @instance
         */
        WriterMark.prototype.counter = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriterMark hash.
         * @member {Uint8Array} hash
         * @memberof earshot.WriterMark
         * @instance
         */
        WriterMark.prototype.hash = $util.newBuffer([]);

        /**
         * Creates a new WriterMark instance using the specified properties.
         * @function create
         * @memberof earshot.WriterMark
         * @static
         * @param {earshot.WriterMark.$Properties=} [properties] Properties to set
         * @returns {earshot.WriterMark} WriterMark instance
         * @type {{
         *   (properties: earshot.WriterMark.$Shape): earshot.WriterMark & earshot.WriterMark.$Shape;
         *   (properties?: earshot.WriterMark.$Properties): earshot.WriterMark;
         * }}
         */
        WriterMark.create = function(properties) {
            return new WriterMark(properties);
        };

        /**
         * Encodes the specified WriterMark message. Does not implicitly {@link earshot.WriterMark.verify|verify} messages.
         * @function encode
         * @memberof earshot.WriterMark
         * @static
         * @param {earshot.WriterMark.$Properties} message WriterMark message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WriterMark.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.writerId);
            if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && (typeof message.counter === "object" ? message.counter.low || message.counter.high : message.counter !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.counter);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WriterMark message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.WriterMark
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.WriterMark & earshot.WriterMark.$Shape} WriterMark
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WriterMark.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.WriterMark();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.counter = value;
                        else
                            delete message.counter;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return WriterMark;
    })();

    earshot.InitialMessage = (function() {

        /**
         * Properties of an InitialMessage.
         * @typedef {Object} earshot.InitialMessage.$Properties
         * @property {earshot.Signed.$Properties|null} [deviceList] InitialMessage deviceList
         * @property {Uint8Array|null} [device] InitialMessage device
         * @property {number|null} [suite] InitialMessage suite
         * @property {number|null} [signedPrekeyId] InitialMessage signedPrekeyId
         * @property {number|null} [kemPrekeyId] InitialMessage kemPrekeyId
         * @property {Uint8Array|null} [ephemeral] InitialMessage ephemeral
         * @property {Uint8Array|null} [kemCiphertext] InitialMessage kemCiphertext
         * @property {Uint8Array|null} [envelope] InitialMessage envelope
         * @property {number|null} [oneTimePrekeyId] InitialMessage oneTimePrekeyId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an InitialMessage.
         * @memberof earshot
         * @interface IInitialMessage
         * @augments earshot.InitialMessage.$Properties
         * @deprecated Use earshot.InitialMessage.$Properties instead.
         */

        /**
         * Shape of an InitialMessage.
         * @typedef {earshot.InitialMessage.$Properties} earshot.InitialMessage.$Shape
         */

        /**
         * Constructs a new InitialMessage.
         * @memberof earshot
         * @classdesc Represents an InitialMessage.
         * @constructor
         * @param {earshot.InitialMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const InitialMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * InitialMessage deviceList.
         * @member {earshot.Signed.$Properties|null|undefined} deviceList
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.deviceList = null;

        /**
         * InitialMessage device.
         * @member {Uint8Array} device
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.device = $util.newBuffer([]);

        /**
         * InitialMessage suite.
         * @member {number} suite
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.suite = 0;

        /**
         * InitialMessage signedPrekeyId.
         * @member {number} signedPrekeyId
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.signedPrekeyId = 0;

        /**
         * InitialMessage kemPrekeyId.
         * @member {number} kemPrekeyId
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.kemPrekeyId = 0;

        /**
         * InitialMessage ephemeral.
         * @member {Uint8Array} ephemeral
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.ephemeral = $util.newBuffer([]);

        /**
         * InitialMessage kemCiphertext.
         * @member {Uint8Array} kemCiphertext
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.kemCiphertext = $util.newBuffer([]);

        /**
         * InitialMessage envelope.
         * @member {Uint8Array} envelope
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.envelope = $util.newBuffer([]);

        /**
         * InitialMessage oneTimePrekeyId.
         * @member {number} oneTimePrekeyId
         * @memberof earshot.InitialMessage
         * @instance
         */
        InitialMessage.prototype.oneTimePrekeyId = 0;

        /**
         * Creates a new InitialMessage instance using the specified properties.
         * @function create
         * @memberof earshot.InitialMessage
         * @static
         * @param {earshot.InitialMessage.$Properties=} [properties] Properties to set
         * @returns {earshot.InitialMessage} InitialMessage instance
         * @type {{
         *   (properties: earshot.InitialMessage.$Shape): earshot.InitialMessage & earshot.InitialMessage.$Shape;
         *   (properties?: earshot.InitialMessage.$Properties): earshot.InitialMessage;
         * }}
         */
        InitialMessage.create = function(properties) {
            return new InitialMessage(properties);
        };

        /**
         * Encodes the specified InitialMessage message. Does not implicitly {@link earshot.InitialMessage.verify|verify} messages.
         * @function encode
         * @memberof earshot.InitialMessage
         * @static
         * @param {earshot.InitialMessage.$Properties} message InitialMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        InitialMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.deviceList != null && $Object.hasOwnProperty.call(message, "deviceList"))
                $root.earshot.Signed.encode(message.deviceList, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.device);
            if (message.suite != null && $Object.hasOwnProperty.call(message, "suite") && message.suite !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.suite);
            if (message.signedPrekeyId != null && $Object.hasOwnProperty.call(message, "signedPrekeyId") && message.signedPrekeyId !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.signedPrekeyId);
            if (message.kemPrekeyId != null && $Object.hasOwnProperty.call(message, "kemPrekeyId") && message.kemPrekeyId !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.kemPrekeyId);
            if (message.ephemeral != null && $Object.hasOwnProperty.call(message, "ephemeral") && message.ephemeral.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.ephemeral);
            if (message.kemCiphertext != null && $Object.hasOwnProperty.call(message, "kemCiphertext") && message.kemCiphertext.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.kemCiphertext);
            if (message.envelope != null && $Object.hasOwnProperty.call(message, "envelope") && message.envelope.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.envelope);
            if (message.oneTimePrekeyId != null && $Object.hasOwnProperty.call(message, "oneTimePrekeyId") && message.oneTimePrekeyId !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.oneTimePrekeyId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an InitialMessage message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.InitialMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.InitialMessage & earshot.InitialMessage.$Shape} InitialMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        InitialMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.InitialMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.deviceList = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceList);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.suite = value;
                        else
                            delete message.suite;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.signedPrekeyId = value;
                        else
                            delete message.signedPrekeyId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kemPrekeyId = value;
                        else
                            delete message.kemPrekeyId;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ephemeral = value;
                        else
                            delete message.ephemeral;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kemCiphertext = value;
                        else
                            delete message.kemCiphertext;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.envelope = value;
                        else
                            delete message.envelope;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.oneTimePrekeyId = value;
                        else
                            delete message.oneTimePrekeyId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return InitialMessage;
    })();

    earshot.Content = (function() {

        /**
         * Properties of a Content.
         * @typedef {Object} earshot.Content.$Properties
         * @property {Uint8Array|null} [id] Content id
         * @property {earshot.ContactRequest.$Properties|null} [request] Content request
         * @property {earshot.ContactAccept.$Properties|null} [accept] Content accept
         * @property {earshot.DescriptorUpdate.$Properties|null} [descriptor] Content descriptor
         * @property {earshot.Acknowledgement.$Properties|null} [acknowledgement] Content acknowledgement
         * @property {earshot.StoredMessage.$Properties|null} [message] Content message
         * @property {earshot.Resumption.$Properties|null} [resumption] Content resumption
         * @property {"request"|"accept"|"descriptor"|"acknowledgement"|"message"|"resumption"} [kind] Content kind
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Content.
         * @memberof earshot
         * @interface IContent
         * @augments earshot.Content.$Properties
         * @deprecated Use earshot.Content.$Properties instead.
         */

        /**
         * Narrowed shape of a Content.
         * @typedef {{
         *   id?: Uint8Array|null;
         *   request?: earshot.ContactRequest.$Shape|null;
         *   accept?: earshot.ContactAccept.$Shape|null;
         *   descriptor?: earshot.DescriptorUpdate.$Shape|null;
         *   acknowledgement?: earshot.Acknowledgement.$Shape|null;
         *   message?: earshot.StoredMessage.$Shape|null;
         *   resumption?: earshot.Resumption.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ kind?: undefined; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "request"; request: earshot.ContactRequest.$Shape; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "accept"; request?: null; accept: earshot.ContactAccept.$Shape; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "descriptor"; request?: null; accept?: null; descriptor: earshot.DescriptorUpdate.$Shape; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "acknowledgement"; request?: null; accept?: null; descriptor?: null; acknowledgement: earshot.Acknowledgement.$Shape; message?: null; resumption?: null }|{ kind?: "message"; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message: earshot.StoredMessage.$Shape; resumption?: null }|{ kind?: "resumption"; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption: earshot.Resumption.$Shape })
         * )} earshot.Content.$Shape
         */

        /**
         * Constructs a new Content.
         * @memberof earshot
         * @classdesc Represents a Content.
         * @constructor
         * @param {earshot.Content.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Content = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Content id.
         * @member {Uint8Array} id
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.id = $util.newBuffer([]);

        /**
         * Content request.
         * @member {earshot.ContactRequest.$Properties|null|undefined} request
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.request = null;

        /**
         * Content accept.
         * @member {earshot.ContactAccept.$Properties|null|undefined} accept
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.accept = null;

        /**
         * Content descriptor.
         * @member {earshot.DescriptorUpdate.$Properties|null|undefined} descriptor
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.descriptor = null;

        /**
         * Content acknowledgement.
         * @member {earshot.Acknowledgement.$Properties|null|undefined} acknowledgement
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.acknowledgement = null;

        /**
         * Content message.
         * @member {earshot.StoredMessage.$Properties|null|undefined} message
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.message = null;

        /**
         * Content resumption.
         * @member {earshot.Resumption.$Properties|null|undefined} resumption
         * @memberof earshot.Content
         * @instance
         */
        Content.prototype.resumption = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Content kind.
         * @member {"request"|"accept"|"descriptor"|"acknowledgement"|"message"|"resumption"|undefined} kind
         * @memberof earshot.Content
         * @instance
         */
        $Object.defineProperty(Content.prototype, "kind", {
            get: $util.oneOfGetter($oneOfFields = ["request", "accept", "descriptor", "acknowledgement", "message", "resumption"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new Content instance using the specified properties.
         * @function create
         * @memberof earshot.Content
         * @static
         * @param {earshot.Content.$Properties=} [properties] Properties to set
         * @returns {earshot.Content} Content instance
         * @type {{
         *   (properties: earshot.Content.$Shape): earshot.Content & earshot.Content.$Shape;
         *   (properties?: earshot.Content.$Properties): earshot.Content;
         * }}
         */
        Content.create = function(properties) {
            return new Content(properties);
        };

        /**
         * Encodes the specified Content message. Does not implicitly {@link earshot.Content.verify|verify} messages.
         * @function encode
         * @memberof earshot.Content
         * @static
         * @param {earshot.Content.$Properties} message Content message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Content.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.request != null && $Object.hasOwnProperty.call(message, "request"))
                $root.earshot.ContactRequest.encode(message.request, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.accept != null && $Object.hasOwnProperty.call(message, "accept"))
                $root.earshot.ContactAccept.encode(message.accept, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.descriptor != null && $Object.hasOwnProperty.call(message, "descriptor"))
                $root.earshot.DescriptorUpdate.encode(message.descriptor, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.acknowledgement != null && $Object.hasOwnProperty.call(message, "acknowledgement"))
                $root.earshot.Acknowledgement.encode(message.acknowledgement, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.message != null && $Object.hasOwnProperty.call(message, "message"))
                $root.earshot.StoredMessage.encode(message.message, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.resumption != null && $Object.hasOwnProperty.call(message, "resumption"))
                $root.earshot.Resumption.encode(message.resumption, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Content message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Content
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Content & earshot.Content.$Shape} Content
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Content.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Content();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.request = $root.earshot.ContactRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.request);
                        message.kind = "request";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.accept = $root.earshot.ContactAccept.decode(reader, reader.size(), $undefined, _depth + 1, message.accept);
                        message.kind = "accept";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.descriptor = $root.earshot.DescriptorUpdate.decode(reader, reader.size(), $undefined, _depth + 1, message.descriptor);
                        message.kind = "descriptor";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.acknowledgement = $root.earshot.Acknowledgement.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledgement);
                        message.kind = "acknowledgement";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.message = $root.earshot.StoredMessage.decode(reader, reader.size(), $undefined, _depth + 1, message.message);
                        message.kind = "message";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.resumption = $root.earshot.Resumption.decode(reader, reader.size(), $undefined, _depth + 1, message.resumption);
                        message.kind = "resumption";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Content;
    })();

    earshot.ContactRequest = (function() {

        /**
         * Properties of a ContactRequest.
         * @typedef {Object} earshot.ContactRequest.$Properties
         * @property {Uint8Array|null} [inviteId] ContactRequest inviteId
         * @property {Uint8Array|null} [proof] ContactRequest proof
         * @property {string|null} [name] ContactRequest name
         * @property {earshot.Reachability.$Properties|null} [reach] ContactRequest reach
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContactRequest.
         * @memberof earshot
         * @interface IContactRequest
         * @augments earshot.ContactRequest.$Properties
         * @deprecated Use earshot.ContactRequest.$Properties instead.
         */

        /**
         * Shape of a ContactRequest.
         * @typedef {earshot.ContactRequest.$Properties} earshot.ContactRequest.$Shape
         */

        /**
         * Constructs a new ContactRequest.
         * @memberof earshot
         * @classdesc Represents a ContactRequest.
         * @constructor
         * @param {earshot.ContactRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContactRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContactRequest inviteId.
         * @member {Uint8Array} inviteId
         * @memberof earshot.ContactRequest
         * @instance
         */
        ContactRequest.prototype.inviteId = $util.newBuffer([]);

        /**
         * ContactRequest proof.
         * @member {Uint8Array} proof
         * @memberof earshot.ContactRequest
         * @instance
         */
        ContactRequest.prototype.proof = $util.newBuffer([]);

        /**
         * ContactRequest name.
         * @member {string} name
         * @memberof earshot.ContactRequest
         * @instance
         */
        ContactRequest.prototype.name = "";

        /**
         * ContactRequest reach.
         * @member {earshot.Reachability.$Properties|null|undefined} reach
         * @memberof earshot.ContactRequest
         * @instance
         */
        ContactRequest.prototype.reach = null;

        /**
         * Creates a new ContactRequest instance using the specified properties.
         * @function create
         * @memberof earshot.ContactRequest
         * @static
         * @param {earshot.ContactRequest.$Properties=} [properties] Properties to set
         * @returns {earshot.ContactRequest} ContactRequest instance
         * @type {{
         *   (properties: earshot.ContactRequest.$Shape): earshot.ContactRequest & earshot.ContactRequest.$Shape;
         *   (properties?: earshot.ContactRequest.$Properties): earshot.ContactRequest;
         * }}
         */
        ContactRequest.create = function(properties) {
            return new ContactRequest(properties);
        };

        /**
         * Encodes the specified ContactRequest message. Does not implicitly {@link earshot.ContactRequest.verify|verify} messages.
         * @function encode
         * @memberof earshot.ContactRequest
         * @static
         * @param {earshot.ContactRequest.$Properties} message ContactRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContactRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.inviteId != null && $Object.hasOwnProperty.call(message, "inviteId") && message.inviteId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.inviteId);
            if (message.proof != null && $Object.hasOwnProperty.call(message, "proof") && message.proof.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.proof);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
            if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                $root.earshot.Reachability.encode(message.reach, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContactRequest message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ContactRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ContactRequest & earshot.ContactRequest.$Shape} ContactRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContactRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ContactRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.inviteId = value;
                        else
                            delete message.inviteId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proof = value;
                        else
                            delete message.proof;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.reach = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.reach);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ContactRequest;
    })();

    earshot.ContactAccept = (function() {

        /**
         * Properties of a ContactAccept.
         * @typedef {Object} earshot.ContactAccept.$Properties
         * @property {string|null} [name] ContactAccept name
         * @property {earshot.Reachability.$Properties|null} [reach] ContactAccept reach
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContactAccept.
         * @memberof earshot
         * @interface IContactAccept
         * @augments earshot.ContactAccept.$Properties
         * @deprecated Use earshot.ContactAccept.$Properties instead.
         */

        /**
         * Shape of a ContactAccept.
         * @typedef {earshot.ContactAccept.$Properties} earshot.ContactAccept.$Shape
         */

        /**
         * Constructs a new ContactAccept.
         * @memberof earshot
         * @classdesc Represents a ContactAccept.
         * @constructor
         * @param {earshot.ContactAccept.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContactAccept = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContactAccept name.
         * @member {string} name
         * @memberof earshot.ContactAccept
         * @instance
         */
        ContactAccept.prototype.name = "";

        /**
         * ContactAccept reach.
         * @member {earshot.Reachability.$Properties|null|undefined} reach
         * @memberof earshot.ContactAccept
         * @instance
         */
        ContactAccept.prototype.reach = null;

        /**
         * Creates a new ContactAccept instance using the specified properties.
         * @function create
         * @memberof earshot.ContactAccept
         * @static
         * @param {earshot.ContactAccept.$Properties=} [properties] Properties to set
         * @returns {earshot.ContactAccept} ContactAccept instance
         * @type {{
         *   (properties: earshot.ContactAccept.$Shape): earshot.ContactAccept & earshot.ContactAccept.$Shape;
         *   (properties?: earshot.ContactAccept.$Properties): earshot.ContactAccept;
         * }}
         */
        ContactAccept.create = function(properties) {
            return new ContactAccept(properties);
        };

        /**
         * Encodes the specified ContactAccept message. Does not implicitly {@link earshot.ContactAccept.verify|verify} messages.
         * @function encode
         * @memberof earshot.ContactAccept
         * @static
         * @param {earshot.ContactAccept.$Properties} message ContactAccept message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContactAccept.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                $root.earshot.Reachability.encode(message.reach, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContactAccept message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ContactAccept
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ContactAccept & earshot.ContactAccept.$Shape} ContactAccept
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContactAccept.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ContactAccept();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.reach = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.reach);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ContactAccept;
    })();

    earshot.DescriptorUpdate = (function() {

        /**
         * Properties of a DescriptorUpdate.
         * @typedef {Object} earshot.DescriptorUpdate.$Properties
         * @property {earshot.Reachability.$Properties|null} [reach] DescriptorUpdate reach
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DescriptorUpdate.
         * @memberof earshot
         * @interface IDescriptorUpdate
         * @augments earshot.DescriptorUpdate.$Properties
         * @deprecated Use earshot.DescriptorUpdate.$Properties instead.
         */

        /**
         * Shape of a DescriptorUpdate.
         * @typedef {earshot.DescriptorUpdate.$Properties} earshot.DescriptorUpdate.$Shape
         */

        /**
         * Constructs a new DescriptorUpdate.
         * @memberof earshot
         * @classdesc Represents a DescriptorUpdate.
         * @constructor
         * @param {earshot.DescriptorUpdate.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DescriptorUpdate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DescriptorUpdate reach.
         * @member {earshot.Reachability.$Properties|null|undefined} reach
         * @memberof earshot.DescriptorUpdate
         * @instance
         */
        DescriptorUpdate.prototype.reach = null;

        /**
         * Creates a new DescriptorUpdate instance using the specified properties.
         * @function create
         * @memberof earshot.DescriptorUpdate
         * @static
         * @param {earshot.DescriptorUpdate.$Properties=} [properties] Properties to set
         * @returns {earshot.DescriptorUpdate} DescriptorUpdate instance
         * @type {{
         *   (properties: earshot.DescriptorUpdate.$Shape): earshot.DescriptorUpdate & earshot.DescriptorUpdate.$Shape;
         *   (properties?: earshot.DescriptorUpdate.$Properties): earshot.DescriptorUpdate;
         * }}
         */
        DescriptorUpdate.create = function(properties) {
            return new DescriptorUpdate(properties);
        };

        /**
         * Encodes the specified DescriptorUpdate message. Does not implicitly {@link earshot.DescriptorUpdate.verify|verify} messages.
         * @function encode
         * @memberof earshot.DescriptorUpdate
         * @static
         * @param {earshot.DescriptorUpdate.$Properties} message DescriptorUpdate message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DescriptorUpdate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                $root.earshot.Reachability.encode(message.reach, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DescriptorUpdate message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.DescriptorUpdate
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.DescriptorUpdate & earshot.DescriptorUpdate.$Shape} DescriptorUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DescriptorUpdate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.DescriptorUpdate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.reach = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.reach);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DescriptorUpdate;
    })();

    earshot.Reachability = (function() {

        /**
         * Properties of a Reachability.
         * @typedef {Object} earshot.Reachability.$Properties
         * @property {earshot.Signed.$Properties|null} [descriptor] Reachability descriptor
         * @property {Uint8Array|null} [descriptorKey] Reachability descriptorKey
         * @property {Uint8Array|null} [depositSecret] Reachability depositSecret
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Reachability.
         * @memberof earshot
         * @interface IReachability
         * @augments earshot.Reachability.$Properties
         * @deprecated Use earshot.Reachability.$Properties instead.
         */

        /**
         * Shape of a Reachability.
         * @typedef {earshot.Reachability.$Properties} earshot.Reachability.$Shape
         */

        /**
         * Constructs a new Reachability.
         * @memberof earshot
         * @classdesc Represents a Reachability.
         * @constructor
         * @param {earshot.Reachability.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Reachability = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Reachability descriptor.
         * @member {earshot.Signed.$Properties|null|undefined} descriptor
         * @memberof earshot.Reachability
         * @instance
         */
        Reachability.prototype.descriptor = null;

        /**
         * Reachability descriptorKey.
         * @member {Uint8Array} descriptorKey
         * @memberof earshot.Reachability
         * @instance
         */
        Reachability.prototype.descriptorKey = $util.newBuffer([]);

        /**
         * Reachability depositSecret.
         * @member {Uint8Array} depositSecret
         * @memberof earshot.Reachability
         * @instance
         */
        Reachability.prototype.depositSecret = $util.newBuffer([]);

        /**
         * Creates a new Reachability instance using the specified properties.
         * @function create
         * @memberof earshot.Reachability
         * @static
         * @param {earshot.Reachability.$Properties=} [properties] Properties to set
         * @returns {earshot.Reachability} Reachability instance
         * @type {{
         *   (properties: earshot.Reachability.$Shape): earshot.Reachability & earshot.Reachability.$Shape;
         *   (properties?: earshot.Reachability.$Properties): earshot.Reachability;
         * }}
         */
        Reachability.create = function(properties) {
            return new Reachability(properties);
        };

        /**
         * Encodes the specified Reachability message. Does not implicitly {@link earshot.Reachability.verify|verify} messages.
         * @function encode
         * @memberof earshot.Reachability
         * @static
         * @param {earshot.Reachability.$Properties} message Reachability message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Reachability.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.descriptor != null && $Object.hasOwnProperty.call(message, "descriptor"))
                $root.earshot.Signed.encode(message.descriptor, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.descriptorKey != null && $Object.hasOwnProperty.call(message, "descriptorKey") && message.descriptorKey.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.descriptorKey);
            if (message.depositSecret != null && $Object.hasOwnProperty.call(message, "depositSecret") && message.depositSecret.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.depositSecret);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Reachability message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Reachability
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Reachability & earshot.Reachability.$Shape} Reachability
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Reachability.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Reachability();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.descriptor = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.descriptor);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.descriptorKey = value;
                        else
                            delete message.descriptorKey;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.depositSecret = value;
                        else
                            delete message.depositSecret;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Reachability;
    })();

    earshot.Acknowledgement = (function() {

        /**
         * Properties of an Acknowledgement.
         * @typedef {Object} earshot.Acknowledgement.$Properties
         * @property {Array.<Uint8Array>|null} [ids] Acknowledgement ids
         * @property {earshot.WriterMark.$Properties|null} [seen] Acknowledgement seen
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Acknowledgement.
         * @memberof earshot
         * @interface IAcknowledgement
         * @augments earshot.Acknowledgement.$Properties
         * @deprecated Use earshot.Acknowledgement.$Properties instead.
         */

        /**
         * Shape of an Acknowledgement.
         * @typedef {earshot.Acknowledgement.$Properties} earshot.Acknowledgement.$Shape
         */

        /**
         * Constructs a new Acknowledgement.
         * @memberof earshot
         * @classdesc Represents an Acknowledgement.
         * @constructor
         * @param {earshot.Acknowledgement.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Acknowledgement = function (properties) {
            this.ids = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Acknowledgement ids.
         * @member {Array.<Uint8Array>} ids
         * @memberof earshot.Acknowledgement
         * @instance
         */
        Acknowledgement.prototype.ids = $util.emptyArray;

        /**
         * Acknowledgement seen.
         * @member {earshot.WriterMark.$Properties|null|undefined} seen
         * @memberof earshot.Acknowledgement
         * @instance
         */
        Acknowledgement.prototype.seen = null;

        /**
         * Creates a new Acknowledgement instance using the specified properties.
         * @function create
         * @memberof earshot.Acknowledgement
         * @static
         * @param {earshot.Acknowledgement.$Properties=} [properties] Properties to set
         * @returns {earshot.Acknowledgement} Acknowledgement instance
         * @type {{
         *   (properties: earshot.Acknowledgement.$Shape): earshot.Acknowledgement & earshot.Acknowledgement.$Shape;
         *   (properties?: earshot.Acknowledgement.$Properties): earshot.Acknowledgement;
         * }}
         */
        Acknowledgement.create = function(properties) {
            return new Acknowledgement(properties);
        };

        /**
         * Encodes the specified Acknowledgement message. Does not implicitly {@link earshot.Acknowledgement.verify|verify} messages.
         * @function encode
         * @memberof earshot.Acknowledgement
         * @static
         * @param {earshot.Acknowledgement.$Properties} message Acknowledgement message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Acknowledgement.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ids != null && message.ids.length)
                for (let i = 0; i < message.ids.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.ids[i]);
            if (message.seen != null && $Object.hasOwnProperty.call(message, "seen"))
                $root.earshot.WriterMark.encode(message.seen, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Acknowledgement message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Acknowledgement
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Acknowledgement & earshot.Acknowledgement.$Shape} Acknowledgement
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Acknowledgement.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Acknowledgement();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.ids && message.ids.length))
                            message.ids = [];
                        message.ids.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.seen = $root.earshot.WriterMark.decode(reader, reader.size(), $undefined, _depth + 1, message.seen);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Acknowledgement;
    })();

    earshot.Resumption = (function() {

        /**
         * Properties of a Resumption.
         * @typedef {Object} earshot.Resumption.$Properties
         * @property {earshot.WriterMark.$Properties|null} [own] Resumption own
         * @property {Array.<earshot.HeldWriter.$Properties>|null} [held] Resumption held
         * @property {number|null} [lamport] Resumption lamport
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Resumption.
         * @memberof earshot
         * @interface IResumption
         * @augments earshot.Resumption.$Properties
         * @deprecated Use earshot.Resumption.$Properties instead.
         */

        /**
         * Shape of a Resumption.
         * @typedef {earshot.Resumption.$Properties} earshot.Resumption.$Shape
         */

        /**
         * Constructs a new Resumption.
         * @memberof earshot
         * @classdesc Represents a Resumption.
         * @constructor
         * @param {earshot.Resumption.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Resumption = function (properties) {
            this.held = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Resumption own.
         * @member {earshot.WriterMark.$Properties|null|undefined} own
         * @memberof earshot.Resumption
         * @instance
         */
        Resumption.prototype.own = null;

        /**
         * Resumption held.
         * @member {Array.<earshot.HeldWriter.$Properties>} held
         * @memberof earshot.Resumption
         * @instance
         */
        Resumption.prototype.held = $util.emptyArray;

        /**
         * Resumption lamport.
         * @member {number} lamport
         * @memberof earshot.Resumption
         * @instance
         */
        Resumption.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new Resumption instance using the specified properties.
         * @function create
         * @memberof earshot.Resumption
         * @static
         * @param {earshot.Resumption.$Properties=} [properties] Properties to set
         * @returns {earshot.Resumption} Resumption instance
         * @type {{
         *   (properties: earshot.Resumption.$Shape): earshot.Resumption & earshot.Resumption.$Shape;
         *   (properties?: earshot.Resumption.$Properties): earshot.Resumption;
         * }}
         */
        Resumption.create = function(properties) {
            return new Resumption(properties);
        };

        /**
         * Encodes the specified Resumption message. Does not implicitly {@link earshot.Resumption.verify|verify} messages.
         * @function encode
         * @memberof earshot.Resumption
         * @static
         * @param {earshot.Resumption.$Properties} message Resumption message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Resumption.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.own != null && $Object.hasOwnProperty.call(message, "own"))
                $root.earshot.WriterMark.encode(message.own, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.held != null && message.held.length)
                for (let i = 0; i < message.held.length; ++i)
                    $root.earshot.HeldWriter.encode(message.held[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.lamport);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Resumption message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Resumption
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Resumption & earshot.Resumption.$Shape} Resumption
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Resumption.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Resumption();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.own = $root.earshot.WriterMark.decode(reader, reader.size(), $undefined, _depth + 1, message.own);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.held && message.held.length))
                            message.held = [];
                        message.held.push($root.earshot.HeldWriter.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Resumption;
    })();

    earshot.HeldWriter = (function() {

        /**
         * Properties of a HeldWriter.
         * @typedef {Object} earshot.HeldWriter.$Properties
         * @property {Uint8Array|null} [writerId] HeldWriter writerId
         * @property {number|null} [contiguous] HeldWriter contiguous
         * @property {number|null} [highest] HeldWriter highest
         * @property {Array.<earshot.Gap.$Properties>|null} [gaps] HeldWriter gaps
         * @property {Uint8Array|null} [hash] HeldWriter hash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HeldWriter.
         * @memberof earshot
         * @interface IHeldWriter
         * @augments earshot.HeldWriter.$Properties
         * @deprecated Use earshot.HeldWriter.$Properties instead.
         */

        /**
         * Shape of a HeldWriter.
         * @typedef {earshot.HeldWriter.$Properties} earshot.HeldWriter.$Shape
         */

        /**
         * Constructs a new HeldWriter.
         * @memberof earshot
         * @classdesc Represents a HeldWriter.
         * @constructor
         * @param {earshot.HeldWriter.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HeldWriter = function (properties) {
            this.gaps = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HeldWriter writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.HeldWriter
         * @instance
         */
        HeldWriter.prototype.writerId = $util.newBuffer([]);

        /**
         * HeldWriter contiguous.
         * @member {number} contiguous
         * @memberof earshot.HeldWriter
         * @instance
         */
        HeldWriter.prototype.contiguous = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * HeldWriter highest.
         * @member {number} highest
         * @memberof earshot.HeldWriter
         * @instance
         */
        HeldWriter.prototype.highest = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * HeldWriter gaps.
         * @member {Array.<earshot.Gap.$Properties>} gaps
         * @memberof earshot.HeldWriter
         * @instance
         */
        HeldWriter.prototype.gaps = $util.emptyArray;

        /**
         * HeldWriter hash.
         * @member {Uint8Array} hash
         * @memberof earshot.HeldWriter
         * @instance
         */
        HeldWriter.prototype.hash = $util.newBuffer([]);

        /**
         * Creates a new HeldWriter instance using the specified properties.
         * @function create
         * @memberof earshot.HeldWriter
         * @static
         * @param {earshot.HeldWriter.$Properties=} [properties] Properties to set
         * @returns {earshot.HeldWriter} HeldWriter instance
         * @type {{
         *   (properties: earshot.HeldWriter.$Shape): earshot.HeldWriter & earshot.HeldWriter.$Shape;
         *   (properties?: earshot.HeldWriter.$Properties): earshot.HeldWriter;
         * }}
         */
        HeldWriter.create = function(properties) {
            return new HeldWriter(properties);
        };

        /**
         * Encodes the specified HeldWriter message. Does not implicitly {@link earshot.HeldWriter.verify|verify} messages.
         * @function encode
         * @memberof earshot.HeldWriter
         * @static
         * @param {earshot.HeldWriter.$Properties} message HeldWriter message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HeldWriter.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.writerId);
            if (message.contiguous != null && $Object.hasOwnProperty.call(message, "contiguous") && (typeof message.contiguous === "object" ? message.contiguous.low || message.contiguous.high : message.contiguous !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.contiguous);
            if (message.highest != null && $Object.hasOwnProperty.call(message, "highest") && (typeof message.highest === "object" ? message.highest.low || message.highest.high : message.highest !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.highest);
            if (message.gaps != null && message.gaps.length)
                for (let i = 0; i < message.gaps.length; ++i)
                    $root.earshot.Gap.encode(message.gaps[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HeldWriter message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.HeldWriter
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.HeldWriter & earshot.HeldWriter.$Shape} HeldWriter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HeldWriter.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.HeldWriter();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.contiguous = value;
                        else
                            delete message.contiguous;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.highest = value;
                        else
                            delete message.highest;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.gaps && message.gaps.length))
                            message.gaps = [];
                        message.gaps.push($root.earshot.Gap.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HeldWriter;
    })();

    earshot.Gap = (function() {

        /**
         * Properties of a Gap.
         * @typedef {Object} earshot.Gap.$Properties
         * @property {number|null} [first] Gap first
         * @property {number|null} [last] Gap last
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Gap.
         * @memberof earshot
         * @interface IGap
         * @augments earshot.Gap.$Properties
         * @deprecated Use earshot.Gap.$Properties instead.
         */

        /**
         * Shape of a Gap.
         * @typedef {earshot.Gap.$Properties} earshot.Gap.$Shape
         */

        /**
         * Constructs a new Gap.
         * @memberof earshot
         * @classdesc Represents a Gap.
         * @constructor
         * @param {earshot.Gap.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Gap = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Gap first.
         * @member {number} first
         * @memberof earshot.Gap
         * @instance
         */
        Gap.prototype.first = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Gap last.
         * @member {number} last
         * @memberof earshot.Gap
         * @instance
         */
        Gap.prototype.last = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new Gap instance using the specified properties.
         * @function create
         * @memberof earshot.Gap
         * @static
         * @param {earshot.Gap.$Properties=} [properties] Properties to set
         * @returns {earshot.Gap} Gap instance
         * @type {{
         *   (properties: earshot.Gap.$Shape): earshot.Gap & earshot.Gap.$Shape;
         *   (properties?: earshot.Gap.$Properties): earshot.Gap;
         * }}
         */
        Gap.create = function(properties) {
            return new Gap(properties);
        };

        /**
         * Encodes the specified Gap message. Does not implicitly {@link earshot.Gap.verify|verify} messages.
         * @function encode
         * @memberof earshot.Gap
         * @static
         * @param {earshot.Gap.$Properties} message Gap message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Gap.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.first != null && $Object.hasOwnProperty.call(message, "first") && (typeof message.first === "object" ? message.first.low || message.first.high : message.first !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.first);
            if (message.last != null && $Object.hasOwnProperty.call(message, "last") && (typeof message.last === "object" ? message.last.low || message.last.high : message.last !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.last);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Gap message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Gap
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Gap & earshot.Gap.$Shape} Gap
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Gap.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Gap();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.first = value;
                        else
                            delete message.first;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.last = value;
                        else
                            delete message.last;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Gap;
    })();

    earshot.StoredMessage = (function() {

        /**
         * Properties of a StoredMessage.
         * @typedef {Object} earshot.StoredMessage.$Properties
         * @property {Uint8Array|null} [writerId] StoredMessage writerId
         * @property {number|null} [counter] StoredMessage counter
         * @property {number|null} [lamport] StoredMessage lamport
         * @property {Array.<Uint8Array>|null} [heads] StoredMessage heads
         * @property {number|null} [created] StoredMessage created
         * @property {number|null} [expires] StoredMessage expires
         * @property {earshot.Text.$Properties|null} [text] StoredMessage text
         * @property {"text"} [body] StoredMessage body
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a StoredMessage.
         * @memberof earshot
         * @interface IStoredMessage
         * @augments earshot.StoredMessage.$Properties
         * @deprecated Use earshot.StoredMessage.$Properties instead.
         */

        /**
         * Narrowed shape of a StoredMessage.
         * @typedef {{
         *   writerId?: Uint8Array|null;
         *   counter?: number|null;
         *   lamport?: number|null;
         *   heads?: Array.<Uint8Array>|null;
         *   created?: number|null;
         *   expires?: number|null;
         *   text?: earshot.Text.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ body?: undefined; text?: null }|{ body?: "text"; text: earshot.Text.$Shape })
         * )} earshot.StoredMessage.$Shape
         */

        /**
         * Constructs a new StoredMessage.
         * @memberof earshot
         * @classdesc Represents a StoredMessage.
         * @constructor
         * @param {earshot.StoredMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const StoredMessage = function (properties) {
            this.heads = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * StoredMessage writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.writerId = $util.newBuffer([]);

        /**
         * StoredMessage counter.
         * @member {number} counter
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.counter = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * StoredMessage lamport.
         * @member {number} lamport
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * StoredMessage heads.
         * @member {Array.<Uint8Array>} heads
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.heads = $util.emptyArray;

        /**
         * StoredMessage created.
         * @member {number} created
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * StoredMessage expires.
         * @member {number} expires
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * StoredMessage text.
         * @member {earshot.Text.$Properties|null|undefined} text
         * @memberof earshot.StoredMessage
         * @instance
         */
        StoredMessage.prototype.text = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * StoredMessage body.
         * @member {"text"|undefined} body
         * @memberof earshot.StoredMessage
         * @instance
         */
        $Object.defineProperty(StoredMessage.prototype, "body", {
            get: $util.oneOfGetter($oneOfFields = ["text"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Creates a new StoredMessage instance using the specified properties.
         * @function create
         * @memberof earshot.StoredMessage
         * @static
         * @param {earshot.StoredMessage.$Properties=} [properties] Properties to set
         * @returns {earshot.StoredMessage} StoredMessage instance
         * @type {{
         *   (properties: earshot.StoredMessage.$Shape): earshot.StoredMessage & earshot.StoredMessage.$Shape;
         *   (properties?: earshot.StoredMessage.$Properties): earshot.StoredMessage;
         * }}
         */
        StoredMessage.create = function(properties) {
            return new StoredMessage(properties);
        };

        /**
         * Encodes the specified StoredMessage message. Does not implicitly {@link earshot.StoredMessage.verify|verify} messages.
         * @function encode
         * @memberof earshot.StoredMessage
         * @static
         * @param {earshot.StoredMessage.$Properties} message StoredMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        StoredMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.writerId);
            if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && (typeof message.counter === "object" ? message.counter.low || message.counter.high : message.counter !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.counter);
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.lamport);
            if (message.heads != null && message.heads.length)
                for (let i = 0; i < message.heads.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.heads[i]);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.created);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.expires);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text"))
                $root.earshot.Text.encode(message.text, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a StoredMessage message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.StoredMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.StoredMessage & earshot.StoredMessage.$Shape} StoredMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        StoredMessage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.StoredMessage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.counter = value;
                        else
                            delete message.counter;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.heads && message.heads.length))
                            message.heads = [];
                        message.heads.push(reader.bytes());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.text = $root.earshot.Text.decode(reader, reader.size(), $undefined, _depth + 1, message.text);
                        message.body = "text";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return StoredMessage;
    })();

    earshot.Text = (function() {

        /**
         * Properties of a Text.
         * @typedef {Object} earshot.Text.$Properties
         * @property {string|null} [text] Text text
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Text.
         * @memberof earshot
         * @interface IText
         * @augments earshot.Text.$Properties
         * @deprecated Use earshot.Text.$Properties instead.
         */

        /**
         * Shape of a Text.
         * @typedef {earshot.Text.$Properties} earshot.Text.$Shape
         */

        /**
         * Constructs a new Text.
         * @memberof earshot
         * @classdesc Represents a Text.
         * @constructor
         * @param {earshot.Text.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Text = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Text text.
         * @member {string} text
         * @memberof earshot.Text
         * @instance
         */
        Text.prototype.text = "";

        /**
         * Creates a new Text instance using the specified properties.
         * @function create
         * @memberof earshot.Text
         * @static
         * @param {earshot.Text.$Properties=} [properties] Properties to set
         * @returns {earshot.Text} Text instance
         * @type {{
         *   (properties: earshot.Text.$Shape): earshot.Text & earshot.Text.$Shape;
         *   (properties?: earshot.Text.$Properties): earshot.Text;
         * }}
         */
        Text.create = function(properties) {
            return new Text(properties);
        };

        /**
         * Encodes the specified Text message. Does not implicitly {@link earshot.Text.verify|verify} messages.
         * @function encode
         * @memberof earshot.Text
         * @static
         * @param {earshot.Text.$Properties} message Text message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Text.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.text);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Text message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Text
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Text & earshot.Text.$Shape} Text
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Text.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Text();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Text;
    })();

    earshot.PresenceFrame = (function() {

        /**
         * Properties of a PresenceFrame.
         * @typedef {Object} earshot.PresenceFrame.$Properties
         * @property {Uint8Array|null} [network] PresenceFrame network
         * @property {Uint8Array|null} [sealedState] PresenceFrame sealedState
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PresenceFrame.
         * @memberof earshot
         * @interface IPresenceFrame
         * @augments earshot.PresenceFrame.$Properties
         * @deprecated Use earshot.PresenceFrame.$Properties instead.
         */

        /**
         * Shape of a PresenceFrame.
         * @typedef {earshot.PresenceFrame.$Properties} earshot.PresenceFrame.$Shape
         */

        /**
         * Constructs a new PresenceFrame.
         * @memberof earshot
         * @classdesc Represents a PresenceFrame.
         * @constructor
         * @param {earshot.PresenceFrame.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PresenceFrame = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PresenceFrame network.
         * @member {Uint8Array} network
         * @memberof earshot.PresenceFrame
         * @instance
         */
        PresenceFrame.prototype.network = $util.newBuffer([]);

        /**
         * PresenceFrame sealedState.
         * @member {Uint8Array} sealedState
         * @memberof earshot.PresenceFrame
         * @instance
         */
        PresenceFrame.prototype.sealedState = $util.newBuffer([]);

        /**
         * Creates a new PresenceFrame instance using the specified properties.
         * @function create
         * @memberof earshot.PresenceFrame
         * @static
         * @param {earshot.PresenceFrame.$Properties=} [properties] Properties to set
         * @returns {earshot.PresenceFrame} PresenceFrame instance
         * @type {{
         *   (properties: earshot.PresenceFrame.$Shape): earshot.PresenceFrame & earshot.PresenceFrame.$Shape;
         *   (properties?: earshot.PresenceFrame.$Properties): earshot.PresenceFrame;
         * }}
         */
        PresenceFrame.create = function(properties) {
            return new PresenceFrame(properties);
        };

        /**
         * Encodes the specified PresenceFrame message. Does not implicitly {@link earshot.PresenceFrame.verify|verify} messages.
         * @function encode
         * @memberof earshot.PresenceFrame
         * @static
         * @param {earshot.PresenceFrame.$Properties} message PresenceFrame message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PresenceFrame.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.network);
            if (message.sealedState != null && $Object.hasOwnProperty.call(message, "sealedState") && message.sealedState.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.sealedState);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PresenceFrame message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PresenceFrame
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PresenceFrame & earshot.PresenceFrame.$Shape} PresenceFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PresenceFrame.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PresenceFrame();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.network = value;
                        else
                            delete message.network;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealedState = value;
                        else
                            delete message.sealedState;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PresenceFrame;
    })();

    earshot.NetworkState = (function() {

        /**
         * Properties of a NetworkState.
         * @typedef {Object} earshot.NetworkState.$Properties
         * @property {Array.<string>|null} [onlineMembers] NetworkState onlineMembers
         * @property {Array.<string>|null} [coordinators] NetworkState coordinators
         * @property {number|null} [timestamp] NetworkState timestamp
         * @property {Array.<earshot.Signed.$Properties>|null} [heartbeats] NetworkState heartbeats
         * @property {earshot.Signed.$Properties|null} [delta] NetworkState delta
         * @property {earshot.PageRequest.$Properties|null} [pageRequest] NetworkState pageRequest
         * @property {earshot.MemberPage.$Properties|null} [page] NetworkState page
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkState.
         * @memberof earshot
         * @interface INetworkState
         * @augments earshot.NetworkState.$Properties
         * @deprecated Use earshot.NetworkState.$Properties instead.
         */

        /**
         * Shape of a NetworkState.
         * @typedef {earshot.NetworkState.$Properties} earshot.NetworkState.$Shape
         */

        /**
         * Constructs a new NetworkState.
         * @memberof earshot
         * @classdesc Represents a NetworkState.
         * @constructor
         * @param {earshot.NetworkState.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkState = function (properties) {
            this.onlineMembers = [];
            this.coordinators = [];
            this.heartbeats = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkState onlineMembers.
         * @member {Array.<string>} onlineMembers
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.onlineMembers = $util.emptyArray;

        /**
         * NetworkState coordinators.
         * @member {Array.<string>} coordinators
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.coordinators = $util.emptyArray;

        /**
         * NetworkState timestamp.
         * @member {number} timestamp
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.timestamp = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * NetworkState heartbeats.
         * @member {Array.<earshot.Signed.$Properties>} heartbeats
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.heartbeats = $util.emptyArray;

        /**
         * NetworkState delta.
         * @member {earshot.Signed.$Properties|null|undefined} delta
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.delta = null;

        /**
         * NetworkState pageRequest.
         * @member {earshot.PageRequest.$Properties|null|undefined} pageRequest
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.pageRequest = null;

        /**
         * NetworkState page.
         * @member {earshot.MemberPage.$Properties|null|undefined} page
         * @memberof earshot.NetworkState
         * @instance
         */
        NetworkState.prototype.page = null;

        /**
         * Creates a new NetworkState instance using the specified properties.
         * @function create
         * @memberof earshot.NetworkState
         * @static
         * @param {earshot.NetworkState.$Properties=} [properties] Properties to set
         * @returns {earshot.NetworkState} NetworkState instance
         * @type {{
         *   (properties: earshot.NetworkState.$Shape): earshot.NetworkState & earshot.NetworkState.$Shape;
         *   (properties?: earshot.NetworkState.$Properties): earshot.NetworkState;
         * }}
         */
        NetworkState.create = function(properties) {
            return new NetworkState(properties);
        };

        /**
         * Encodes the specified NetworkState message. Does not implicitly {@link earshot.NetworkState.verify|verify} messages.
         * @function encode
         * @memberof earshot.NetworkState
         * @static
         * @param {earshot.NetworkState.$Properties} message NetworkState message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkState.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.onlineMembers != null && message.onlineMembers.length)
                for (let i = 0; i < message.onlineMembers.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.onlineMembers[i]);
            if (message.coordinators != null && message.coordinators.length)
                for (let i = 0; i < message.coordinators.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.coordinators[i]);
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp") && (typeof message.timestamp === "object" ? message.timestamp.low || message.timestamp.high : message.timestamp !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.timestamp);
            if (message.heartbeats != null && message.heartbeats.length)
                for (let i = 0; i < message.heartbeats.length; ++i)
                    $root.earshot.Signed.encode(message.heartbeats[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.delta != null && $Object.hasOwnProperty.call(message, "delta"))
                $root.earshot.Signed.encode(message.delta, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.pageRequest != null && $Object.hasOwnProperty.call(message, "pageRequest"))
                $root.earshot.PageRequest.encode(message.pageRequest, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.page != null && $Object.hasOwnProperty.call(message, "page"))
                $root.earshot.MemberPage.encode(message.page, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkState message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.NetworkState
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.NetworkState & earshot.NetworkState.$Shape} NetworkState
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkState.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.NetworkState();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.onlineMembers && message.onlineMembers.length))
                            message.onlineMembers = [];
                        message.onlineMembers.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.coordinators && message.coordinators.length))
                            message.coordinators = [];
                        message.coordinators.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.timestamp = value;
                        else
                            delete message.timestamp;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.heartbeats && message.heartbeats.length))
                            message.heartbeats = [];
                        message.heartbeats.push($root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.delta = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.delta);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.pageRequest = $root.earshot.PageRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.pageRequest);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.page = $root.earshot.MemberPage.decode(reader, reader.size(), $undefined, _depth + 1, message.page);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NetworkState;
    })();

    earshot.MemberDelta = (function() {

        /**
         * Properties of a MemberDelta.
         * @typedef {Object} earshot.MemberDelta.$Properties
         * @property {Uint8Array|null} [coordinator] MemberDelta coordinator
         * @property {Uint8Array|null} [network] MemberDelta network
         * @property {number|null} [sequence] MemberDelta sequence
         * @property {number|null} [at] MemberDelta at
         * @property {number|null} [members] MemberDelta members
         * @property {Uint8Array|null} [digest] MemberDelta digest
         * @property {Array.<Uint8Array>|null} [joined] MemberDelta joined
         * @property {Array.<Uint8Array>|null} [left] MemberDelta left
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MemberDelta.
         * @memberof earshot
         * @interface IMemberDelta
         * @augments earshot.MemberDelta.$Properties
         * @deprecated Use earshot.MemberDelta.$Properties instead.
         */

        /**
         * Shape of a MemberDelta.
         * @typedef {earshot.MemberDelta.$Properties} earshot.MemberDelta.$Shape
         */

        /**
         * Constructs a new MemberDelta.
         * @memberof earshot
         * @classdesc Represents a MemberDelta.
         * @constructor
         * @param {earshot.MemberDelta.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MemberDelta = function (properties) {
            this.joined = [];
            this.left = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MemberDelta coordinator.
         * @member {Uint8Array} coordinator
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.coordinator = $util.newBuffer([]);

        /**
         * MemberDelta network.
         * @member {Uint8Array} network
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.network = $util.newBuffer([]);

        /**
         * MemberDelta sequence.
         * @member {number} sequence
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * MemberDelta at.
         * @member {number} at
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.at = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * MemberDelta members.
         * @member {number} members
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.members = 0;

        /**
         * MemberDelta digest.
         * @member {Uint8Array} digest
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.digest = $util.newBuffer([]);

        /**
         * MemberDelta joined.
         * @member {Array.<Uint8Array>} joined
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.joined = $util.emptyArray;

        /**
         * MemberDelta left.
         * @member {Array.<Uint8Array>} left
         * @memberof earshot.MemberDelta
         * @instance
         */
        MemberDelta.prototype.left = $util.emptyArray;

        /**
         * Creates a new MemberDelta instance using the specified properties.
         * @function create
         * @memberof earshot.MemberDelta
         * @static
         * @param {earshot.MemberDelta.$Properties=} [properties] Properties to set
         * @returns {earshot.MemberDelta} MemberDelta instance
         * @type {{
         *   (properties: earshot.MemberDelta.$Shape): earshot.MemberDelta & earshot.MemberDelta.$Shape;
         *   (properties?: earshot.MemberDelta.$Properties): earshot.MemberDelta;
         * }}
         */
        MemberDelta.create = function(properties) {
            return new MemberDelta(properties);
        };

        /**
         * Encodes the specified MemberDelta message. Does not implicitly {@link earshot.MemberDelta.verify|verify} messages.
         * @function encode
         * @memberof earshot.MemberDelta
         * @static
         * @param {earshot.MemberDelta.$Properties} message MemberDelta message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MemberDelta.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator") && message.coordinator.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.coordinator);
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.network);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.sequence);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && (typeof message.at === "object" ? message.at.low || message.at.high : message.at !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.at);
            if (message.members != null && $Object.hasOwnProperty.call(message, "members") && message.members !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.members);
            if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.digest);
            if (message.joined != null && message.joined.length)
                for (let i = 0; i < message.joined.length; ++i)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.joined[i]);
            if (message.left != null && message.left.length)
                for (let i = 0; i < message.left.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.left[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MemberDelta message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MemberDelta
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MemberDelta & earshot.MemberDelta.$Shape} MemberDelta
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MemberDelta.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MemberDelta();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.coordinator = value;
                        else
                            delete message.coordinator;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.network = value;
                        else
                            delete message.network;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.at = value;
                        else
                            delete message.at;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.members = value;
                        else
                            delete message.members;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.digest = value;
                        else
                            delete message.digest;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.joined && message.joined.length))
                            message.joined = [];
                        message.joined.push(reader.bytes());
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.left && message.left.length))
                            message.left = [];
                        message.left.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MemberDelta;
    })();

    earshot.PageRequest = (function() {

        /**
         * Properties of a PageRequest.
         * @typedef {Object} earshot.PageRequest.$Properties
         * @property {Uint8Array|null} [after] PageRequest after
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PageRequest.
         * @memberof earshot
         * @interface IPageRequest
         * @augments earshot.PageRequest.$Properties
         * @deprecated Use earshot.PageRequest.$Properties instead.
         */

        /**
         * Shape of a PageRequest.
         * @typedef {earshot.PageRequest.$Properties} earshot.PageRequest.$Shape
         */

        /**
         * Constructs a new PageRequest.
         * @memberof earshot
         * @classdesc Represents a PageRequest.
         * @constructor
         * @param {earshot.PageRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PageRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PageRequest after.
         * @member {Uint8Array} after
         * @memberof earshot.PageRequest
         * @instance
         */
        PageRequest.prototype.after = $util.newBuffer([]);

        /**
         * Creates a new PageRequest instance using the specified properties.
         * @function create
         * @memberof earshot.PageRequest
         * @static
         * @param {earshot.PageRequest.$Properties=} [properties] Properties to set
         * @returns {earshot.PageRequest} PageRequest instance
         * @type {{
         *   (properties: earshot.PageRequest.$Shape): earshot.PageRequest & earshot.PageRequest.$Shape;
         *   (properties?: earshot.PageRequest.$Properties): earshot.PageRequest;
         * }}
         */
        PageRequest.create = function(properties) {
            return new PageRequest(properties);
        };

        /**
         * Encodes the specified PageRequest message. Does not implicitly {@link earshot.PageRequest.verify|verify} messages.
         * @function encode
         * @memberof earshot.PageRequest
         * @static
         * @param {earshot.PageRequest.$Properties} message PageRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PageRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.after != null && $Object.hasOwnProperty.call(message, "after") && message.after.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.after);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PageRequest message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PageRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PageRequest & earshot.PageRequest.$Shape} PageRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PageRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PageRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.after = value;
                        else
                            delete message.after;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PageRequest;
    })();

    earshot.MemberPage = (function() {

        /**
         * Properties of a MemberPage.
         * @typedef {Object} earshot.MemberPage.$Properties
         * @property {number|null} [sequence] MemberPage sequence
         * @property {Array.<Uint8Array>|null} [members] MemberPage members
         * @property {boolean|null} [more] MemberPage more
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MemberPage.
         * @memberof earshot
         * @interface IMemberPage
         * @augments earshot.MemberPage.$Properties
         * @deprecated Use earshot.MemberPage.$Properties instead.
         */

        /**
         * Shape of a MemberPage.
         * @typedef {earshot.MemberPage.$Properties} earshot.MemberPage.$Shape
         */

        /**
         * Constructs a new MemberPage.
         * @memberof earshot
         * @classdesc Represents a MemberPage.
         * @constructor
         * @param {earshot.MemberPage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MemberPage = function (properties) {
            this.members = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MemberPage sequence.
         * @member {number} sequence
         * @memberof earshot.MemberPage
         * @instance
         */
        MemberPage.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * MemberPage members.
         * @member {Array.<Uint8Array>} members
         * @memberof earshot.MemberPage
         * @instance
         */
        MemberPage.prototype.members = $util.emptyArray;

        /**
         * MemberPage more.
         * @member {boolean} more
         * @memberof earshot.MemberPage
         * @instance
         */
        MemberPage.prototype.more = false;

        /**
         * Creates a new MemberPage instance using the specified properties.
         * @function create
         * @memberof earshot.MemberPage
         * @static
         * @param {earshot.MemberPage.$Properties=} [properties] Properties to set
         * @returns {earshot.MemberPage} MemberPage instance
         * @type {{
         *   (properties: earshot.MemberPage.$Shape): earshot.MemberPage & earshot.MemberPage.$Shape;
         *   (properties?: earshot.MemberPage.$Properties): earshot.MemberPage;
         * }}
         */
        MemberPage.create = function(properties) {
            return new MemberPage(properties);
        };

        /**
         * Encodes the specified MemberPage message. Does not implicitly {@link earshot.MemberPage.verify|verify} messages.
         * @function encode
         * @memberof earshot.MemberPage
         * @static
         * @param {earshot.MemberPage.$Properties} message MemberPage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MemberPage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.sequence);
            if (message.members != null && message.members.length)
                for (let i = 0; i < message.members.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.members[i]);
            if (message.more != null && $Object.hasOwnProperty.call(message, "more") && message.more !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.more);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MemberPage message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MemberPage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MemberPage & earshot.MemberPage.$Shape} MemberPage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MemberPage.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MemberPage();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.members && message.members.length))
                            message.members = [];
                        message.members.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.more = value;
                        else
                            delete message.more;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MemberPage;
    })();

    earshot.Heartbeat = (function() {

        /**
         * Properties of a Heartbeat.
         * @typedef {Object} earshot.Heartbeat.$Properties
         * @property {earshot.Signed.$Properties|null} [certificate] Heartbeat certificate
         * @property {Uint8Array|null} [network] Heartbeat network
         * @property {number|null} [sequence] Heartbeat sequence
         * @property {number|null} [at] Heartbeat at
         * @property {Array.<Uint8Array>|null} [addresses] Heartbeat addresses
         * @property {boolean|null} [leaving] Heartbeat leaving
         * @property {earshot.Heartbeat.Service|null} [service] Heartbeat service
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Heartbeat.
         * @memberof earshot
         * @interface IHeartbeat
         * @augments earshot.Heartbeat.$Properties
         * @deprecated Use earshot.Heartbeat.$Properties instead.
         */

        /**
         * Shape of a Heartbeat.
         * @typedef {earshot.Heartbeat.$Properties} earshot.Heartbeat.$Shape
         */

        /**
         * Constructs a new Heartbeat.
         * @memberof earshot
         * @classdesc Represents a Heartbeat.
         * @constructor
         * @param {earshot.Heartbeat.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Heartbeat = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Heartbeat certificate.
         * @member {earshot.Signed.$Properties|null|undefined} certificate
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.certificate = null;

        /**
         * Heartbeat network.
         * @member {Uint8Array} network
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.network = $util.newBuffer([]);

        /**
         * Heartbeat sequence.
         * @member {number} sequence
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Heartbeat at.
         * @member {number} at
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.at = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Heartbeat addresses.
         * @member {Array.<Uint8Array>} addresses
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.addresses = $util.emptyArray;

        /**
         * Heartbeat leaving.
         * @member {boolean} leaving
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.leaving = false;

        /**
         * Heartbeat service.
         * @member {earshot.Heartbeat.Service} service
         * @memberof earshot.Heartbeat
         * @instance
         */
        Heartbeat.prototype.service = 0;

        /**
         * Creates a new Heartbeat instance using the specified properties.
         * @function create
         * @memberof earshot.Heartbeat
         * @static
         * @param {earshot.Heartbeat.$Properties=} [properties] Properties to set
         * @returns {earshot.Heartbeat} Heartbeat instance
         * @type {{
         *   (properties: earshot.Heartbeat.$Shape): earshot.Heartbeat & earshot.Heartbeat.$Shape;
         *   (properties?: earshot.Heartbeat.$Properties): earshot.Heartbeat;
         * }}
         */
        Heartbeat.create = function(properties) {
            return new Heartbeat(properties);
        };

        /**
         * Encodes the specified Heartbeat message. Does not implicitly {@link earshot.Heartbeat.verify|verify} messages.
         * @function encode
         * @memberof earshot.Heartbeat
         * @static
         * @param {earshot.Heartbeat.$Properties} message Heartbeat message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Heartbeat.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.certificate != null && $Object.hasOwnProperty.call(message, "certificate"))
                $root.earshot.Signed.encode(message.certificate, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.network);
            if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.sequence);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && (typeof message.at === "object" ? message.at.low || message.at.high : message.at !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.at);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.addresses[i]);
            if (message.leaving != null && $Object.hasOwnProperty.call(message, "leaving") && message.leaving !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.leaving);
            if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).int32(message.service);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Heartbeat message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.Heartbeat
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.Heartbeat & earshot.Heartbeat.$Shape} Heartbeat
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Heartbeat.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.Heartbeat();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.certificate = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.certificate);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.network = value;
                        else
                            delete message.network;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sequence = value;
                        else
                            delete message.sequence;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.at = value;
                        else
                            delete message.at;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.bytes());
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.leaving = value;
                        else
                            delete message.leaving;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.service = value;
                        else
                            delete message.service;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Service enum.
         * @name earshot.Heartbeat.Service
         * @enum {number}
         * @property {number} NONE=0 NONE value
         * @property {number} ABLE=1 ABLE value
         * @property {number} ELECTED=2 ELECTED value
         * @property {number} VOLUNTEER=3 VOLUNTEER value
         */
        Heartbeat.Service = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "NONE"] = 0;
            values[valuesById[1] = "ABLE"] = 1;
            values[valuesById[2] = "ELECTED"] = 2;
            values[valuesById[3] = "VOLUNTEER"] = 3;
            return values;
        })();

        return Heartbeat;
    })();

    earshot.PeerQuery = (function() {

        /**
         * Properties of a PeerQuery.
         * @typedef {Object} earshot.PeerQuery.$Properties
         * @property {string|null} [lookingForUserId] PeerQuery lookingForUserId
         * @property {string|null} [requestId] PeerQuery requestId
         * @property {number|null} [ttl] PeerQuery ttl
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PeerQuery.
         * @memberof earshot
         * @interface IPeerQuery
         * @augments earshot.PeerQuery.$Properties
         * @deprecated Use earshot.PeerQuery.$Properties instead.
         */

        /**
         * Shape of a PeerQuery.
         * @typedef {earshot.PeerQuery.$Properties} earshot.PeerQuery.$Shape
         */

        /**
         * Constructs a new PeerQuery.
         * @memberof earshot
         * @classdesc Represents a PeerQuery.
         * @constructor
         * @param {earshot.PeerQuery.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PeerQuery = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PeerQuery lookingForUserId.
         * @member {string} lookingForUserId
         * @memberof earshot.PeerQuery
         * @instance
         */
        PeerQuery.prototype.lookingForUserId = "";

        /**
         * PeerQuery requestId.
         * @member {string} requestId
         * @memberof earshot.PeerQuery
         * @instance
         */
        PeerQuery.prototype.requestId = "";

        /**
         * PeerQuery ttl.
         * @member {number} ttl
         * @memberof earshot.PeerQuery
         * @instance
         */
        PeerQuery.prototype.ttl = 0;

        /**
         * Creates a new PeerQuery instance using the specified properties.
         * @function create
         * @memberof earshot.PeerQuery
         * @static
         * @param {earshot.PeerQuery.$Properties=} [properties] Properties to set
         * @returns {earshot.PeerQuery} PeerQuery instance
         * @type {{
         *   (properties: earshot.PeerQuery.$Shape): earshot.PeerQuery & earshot.PeerQuery.$Shape;
         *   (properties?: earshot.PeerQuery.$Properties): earshot.PeerQuery;
         * }}
         */
        PeerQuery.create = function(properties) {
            return new PeerQuery(properties);
        };

        /**
         * Encodes the specified PeerQuery message. Does not implicitly {@link earshot.PeerQuery.verify|verify} messages.
         * @function encode
         * @memberof earshot.PeerQuery
         * @static
         * @param {earshot.PeerQuery.$Properties} message PeerQuery message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PeerQuery.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.lookingForUserId != null && $Object.hasOwnProperty.call(message, "lookingForUserId") && message.lookingForUserId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.lookingForUserId);
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.requestId);
            if (message.ttl != null && $Object.hasOwnProperty.call(message, "ttl") && message.ttl !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.ttl);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PeerQuery message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PeerQuery
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PeerQuery & earshot.PeerQuery.$Shape} PeerQuery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PeerQuery.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PeerQuery();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.lookingForUserId = value;
                        else
                            delete message.lookingForUserId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.ttl = value;
                        else
                            delete message.ttl;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PeerQuery;
    })();

    earshot.PeerFound = (function() {

        /**
         * Properties of a PeerFound.
         * @typedef {Object} earshot.PeerFound.$Properties
         * @property {string|null} [userId] PeerFound userId
         * @property {string|null} [signalAddress] PeerFound signalAddress
         * @property {number|null} [lastSeen] PeerFound lastSeen
         * @property {boolean|null} [canRelay] PeerFound canRelay
         * @property {earshot.Signed.$Properties|null} [record] PeerFound record
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PeerFound.
         * @memberof earshot
         * @interface IPeerFound
         * @augments earshot.PeerFound.$Properties
         * @deprecated Use earshot.PeerFound.$Properties instead.
         */

        /**
         * Shape of a PeerFound.
         * @typedef {earshot.PeerFound.$Properties} earshot.PeerFound.$Shape
         */

        /**
         * Constructs a new PeerFound.
         * @memberof earshot
         * @classdesc Represents a PeerFound.
         * @constructor
         * @param {earshot.PeerFound.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PeerFound = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PeerFound userId.
         * @member {string} userId
         * @memberof earshot.PeerFound
         * @instance
         */
        PeerFound.prototype.userId = "";

        /**
         * PeerFound signalAddress.
         * @member {string} signalAddress
         * @memberof earshot.PeerFound
         * @instance
         */
        PeerFound.prototype.signalAddress = "";

        /**
         * PeerFound lastSeen.
         * @member {number} lastSeen
         * @memberof earshot.PeerFound
         * @instance
         */
        PeerFound.prototype.lastSeen = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * PeerFound canRelay.
         * @member {boolean} canRelay
         * @memberof earshot.PeerFound
         * @instance
         */
        PeerFound.prototype.canRelay = false;

        /**
         * PeerFound record.
         * @member {earshot.Signed.$Properties|null|undefined} record
         * @memberof earshot.PeerFound
         * @instance
         */
        PeerFound.prototype.record = null;

        /**
         * Creates a new PeerFound instance using the specified properties.
         * @function create
         * @memberof earshot.PeerFound
         * @static
         * @param {earshot.PeerFound.$Properties=} [properties] Properties to set
         * @returns {earshot.PeerFound} PeerFound instance
         * @type {{
         *   (properties: earshot.PeerFound.$Shape): earshot.PeerFound & earshot.PeerFound.$Shape;
         *   (properties?: earshot.PeerFound.$Properties): earshot.PeerFound;
         * }}
         */
        PeerFound.create = function(properties) {
            return new PeerFound(properties);
        };

        /**
         * Encodes the specified PeerFound message. Does not implicitly {@link earshot.PeerFound.verify|verify} messages.
         * @function encode
         * @memberof earshot.PeerFound
         * @static
         * @param {earshot.PeerFound.$Properties} message PeerFound message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PeerFound.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.userId != null && $Object.hasOwnProperty.call(message, "userId") && message.userId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.userId);
            if (message.signalAddress != null && $Object.hasOwnProperty.call(message, "signalAddress") && message.signalAddress !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.signalAddress);
            if (message.lastSeen != null && $Object.hasOwnProperty.call(message, "lastSeen") && (typeof message.lastSeen === "object" ? message.lastSeen.low || message.lastSeen.high : message.lastSeen !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.lastSeen);
            if (message.canRelay != null && $Object.hasOwnProperty.call(message, "canRelay") && message.canRelay !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.canRelay);
            if (message.record != null && $Object.hasOwnProperty.call(message, "record"))
                $root.earshot.Signed.encode(message.record, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PeerFound message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PeerFound
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PeerFound & earshot.PeerFound.$Shape} PeerFound
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PeerFound.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PeerFound();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.userId = value;
                        else
                            delete message.userId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.signalAddress = value;
                        else
                            delete message.signalAddress;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastSeen = value;
                        else
                            delete message.lastSeen;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.canRelay = value;
                        else
                            delete message.canRelay;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.record = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.record);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PeerFound;
    })();

    earshot.QueryAnswer = (function() {

        /**
         * Properties of a QueryAnswer.
         * @typedef {Object} earshot.QueryAnswer.$Properties
         * @property {string|null} [requestId] QueryAnswer requestId
         * @property {Array.<earshot.PeerFound.$Properties>|null} [found] QueryAnswer found
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a QueryAnswer.
         * @memberof earshot
         * @interface IQueryAnswer
         * @augments earshot.QueryAnswer.$Properties
         * @deprecated Use earshot.QueryAnswer.$Properties instead.
         */

        /**
         * Shape of a QueryAnswer.
         * @typedef {earshot.QueryAnswer.$Properties} earshot.QueryAnswer.$Shape
         */

        /**
         * Constructs a new QueryAnswer.
         * @memberof earshot
         * @classdesc Represents a QueryAnswer.
         * @constructor
         * @param {earshot.QueryAnswer.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const QueryAnswer = function (properties) {
            this.found = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * QueryAnswer requestId.
         * @member {string} requestId
         * @memberof earshot.QueryAnswer
         * @instance
         */
        QueryAnswer.prototype.requestId = "";

        /**
         * QueryAnswer found.
         * @member {Array.<earshot.PeerFound.$Properties>} found
         * @memberof earshot.QueryAnswer
         * @instance
         */
        QueryAnswer.prototype.found = $util.emptyArray;

        /**
         * Creates a new QueryAnswer instance using the specified properties.
         * @function create
         * @memberof earshot.QueryAnswer
         * @static
         * @param {earshot.QueryAnswer.$Properties=} [properties] Properties to set
         * @returns {earshot.QueryAnswer} QueryAnswer instance
         * @type {{
         *   (properties: earshot.QueryAnswer.$Shape): earshot.QueryAnswer & earshot.QueryAnswer.$Shape;
         *   (properties?: earshot.QueryAnswer.$Properties): earshot.QueryAnswer;
         * }}
         */
        QueryAnswer.create = function(properties) {
            return new QueryAnswer(properties);
        };

        /**
         * Encodes the specified QueryAnswer message. Does not implicitly {@link earshot.QueryAnswer.verify|verify} messages.
         * @function encode
         * @memberof earshot.QueryAnswer
         * @static
         * @param {earshot.QueryAnswer.$Properties} message QueryAnswer message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        QueryAnswer.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.requestId != null && $Object.hasOwnProperty.call(message, "requestId") && message.requestId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.requestId);
            if (message.found != null && message.found.length)
                for (let i = 0; i < message.found.length; ++i)
                    $root.earshot.PeerFound.encode(message.found[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a QueryAnswer message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.QueryAnswer
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.QueryAnswer & earshot.QueryAnswer.$Shape} QueryAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        QueryAnswer.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.QueryAnswer();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.requestId = value;
                        else
                            delete message.requestId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.found && message.found.length))
                            message.found = [];
                        message.found.push($root.earshot.PeerFound.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return QueryAnswer;
    })();

    earshot.IdentityRecord = (function() {

        /**
         * Properties of an IdentityRecord.
         * @typedef {Object} earshot.IdentityRecord.$Properties
         * @property {string|null} [name] IdentityRecord name
         * @property {Uint8Array|null} [accountSeed] IdentityRecord accountSeed
         * @property {Uint8Array|null} [deviceSeed] IdentityRecord deviceSeed
         * @property {Uint8Array|null} [ratchetSecret] IdentityRecord ratchetSecret
         * @property {earshot.Signed.$Properties|null} [deviceList] IdentityRecord deviceList
         * @property {Uint8Array|null} [placementSecret] IdentityRecord placementSecret
         * @property {Uint8Array|null} [descriptorKey] IdentityRecord descriptorKey
         * @property {number|null} [descriptorRevision] IdentityRecord descriptorRevision
         * @property {Uint8Array|null} [writerId] IdentityRecord writerId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an IdentityRecord.
         * @memberof earshot
         * @interface IIdentityRecord
         * @augments earshot.IdentityRecord.$Properties
         * @deprecated Use earshot.IdentityRecord.$Properties instead.
         */

        /**
         * Shape of an IdentityRecord.
         * @typedef {earshot.IdentityRecord.$Properties} earshot.IdentityRecord.$Shape
         */

        /**
         * Constructs a new IdentityRecord.
         * @memberof earshot
         * @classdesc Represents an IdentityRecord.
         * @constructor
         * @param {earshot.IdentityRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const IdentityRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * IdentityRecord name.
         * @member {string} name
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.name = "";

        /**
         * IdentityRecord accountSeed.
         * @member {Uint8Array} accountSeed
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.accountSeed = $util.newBuffer([]);

        /**
         * IdentityRecord deviceSeed.
         * @member {Uint8Array} deviceSeed
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.deviceSeed = $util.newBuffer([]);

        /**
         * IdentityRecord ratchetSecret.
         * @member {Uint8Array} ratchetSecret
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.ratchetSecret = $util.newBuffer([]);

        /**
         * IdentityRecord deviceList.
         * @member {earshot.Signed.$Properties|null|undefined} deviceList
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.deviceList = null;

        /**
         * IdentityRecord placementSecret.
         * @member {Uint8Array} placementSecret
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.placementSecret = $util.newBuffer([]);

        /**
         * IdentityRecord descriptorKey.
         * @member {Uint8Array} descriptorKey
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.descriptorKey = $util.newBuffer([]);

        /**
         * IdentityRecord descriptorRevision.
         * @member {number} descriptorRevision
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.descriptorRevision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * IdentityRecord writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.IdentityRecord
         * @instance
         */
        IdentityRecord.prototype.writerId = $util.newBuffer([]);

        /**
         * Creates a new IdentityRecord instance using the specified properties.
         * @function create
         * @memberof earshot.IdentityRecord
         * @static
         * @param {earshot.IdentityRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.IdentityRecord} IdentityRecord instance
         * @type {{
         *   (properties: earshot.IdentityRecord.$Shape): earshot.IdentityRecord & earshot.IdentityRecord.$Shape;
         *   (properties?: earshot.IdentityRecord.$Properties): earshot.IdentityRecord;
         * }}
         */
        IdentityRecord.create = function(properties) {
            return new IdentityRecord(properties);
        };

        /**
         * Encodes the specified IdentityRecord message. Does not implicitly {@link earshot.IdentityRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.IdentityRecord
         * @static
         * @param {earshot.IdentityRecord.$Properties} message IdentityRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        IdentityRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.accountSeed != null && $Object.hasOwnProperty.call(message, "accountSeed") && message.accountSeed.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.accountSeed);
            if (message.deviceSeed != null && $Object.hasOwnProperty.call(message, "deviceSeed") && message.deviceSeed.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.deviceSeed);
            if (message.ratchetSecret != null && $Object.hasOwnProperty.call(message, "ratchetSecret") && message.ratchetSecret.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.ratchetSecret);
            if (message.deviceList != null && $Object.hasOwnProperty.call(message, "deviceList"))
                $root.earshot.Signed.encode(message.deviceList, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.placementSecret != null && $Object.hasOwnProperty.call(message, "placementSecret") && message.placementSecret.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.placementSecret);
            if (message.descriptorKey != null && $Object.hasOwnProperty.call(message, "descriptorKey") && message.descriptorKey.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.descriptorKey);
            if (message.descriptorRevision != null && $Object.hasOwnProperty.call(message, "descriptorRevision") && (typeof message.descriptorRevision === "object" ? message.descriptorRevision.low || message.descriptorRevision.high : message.descriptorRevision !== 0))
                writer.uint32(/* id 8, wireType 0 =*/64).int64(message.descriptorRevision);
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.writerId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an IdentityRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.IdentityRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.IdentityRecord & earshot.IdentityRecord.$Shape} IdentityRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        IdentityRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.IdentityRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.accountSeed = value;
                        else
                            delete message.accountSeed;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.deviceSeed = value;
                        else
                            delete message.deviceSeed;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ratchetSecret = value;
                        else
                            delete message.ratchetSecret;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.deviceList = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceList);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.placementSecret = value;
                        else
                            delete message.placementSecret;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.descriptorKey = value;
                        else
                            delete message.descriptorKey;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.descriptorRevision = value;
                        else
                            delete message.descriptorRevision;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return IdentityRecord;
    })();

    earshot.ContactRecord = (function() {

        /**
         * Properties of a ContactRecord.
         * @typedef {Object} earshot.ContactRecord.$Properties
         * @property {Uint8Array|null} [account] ContactRecord account
         * @property {string|null} [name] ContactRecord name
         * @property {earshot.ContactRecord.Consent|null} [consent] ContactRecord consent
         * @property {earshot.Signed.$Properties|null} [deviceList] ContactRecord deviceList
         * @property {Uint8Array|null} [device] ContactRecord device
         * @property {earshot.Reachability.$Properties|null} [reach] ContactRecord reach
         * @property {Uint8Array|null} [depositSecret] ContactRecord depositSecret
         * @property {earshot.Signed.$Properties|null} [invite] ContactRecord invite
         * @property {number|null} [since] ContactRecord since
         * @property {boolean|null} [inviteUsed] ContactRecord inviteUsed
         * @property {number|null} [leastSuite] ContactRecord leastSuite
         * @property {number|null} [toldRevision] ContactRecord toldRevision
         * @property {earshot.ConversationRecord.$Properties|null} [conversation] ContactRecord conversation
         * @property {earshot.ContestedRecord.$Properties|null} [contested] ContactRecord contested
         * @property {earshot.Reachability.$Properties|null} [unchecked] ContactRecord unchecked
         * @property {Uint8Array|null} [writerId] ContactRecord writerId
         * @property {number|null} [renewalBegun] ContactRecord renewalBegun
         * @property {number|null} [renewalTaken] ContactRecord renewalTaken
         * @property {number|null} [verified] ContactRecord verified
         * @property {Array.<Uint8Array>|null} [disowned] ContactRecord disowned
         * @property {number|null} [believed] ContactRecord believed
         * @property {boolean|null} [doubted] ContactRecord doubted
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContactRecord.
         * @memberof earshot
         * @interface IContactRecord
         * @augments earshot.ContactRecord.$Properties
         * @deprecated Use earshot.ContactRecord.$Properties instead.
         */

        /**
         * Shape of a ContactRecord.
         * @typedef {earshot.ContactRecord.$Properties} earshot.ContactRecord.$Shape
         */

        /**
         * Constructs a new ContactRecord.
         * @memberof earshot
         * @classdesc Represents a ContactRecord.
         * @constructor
         * @param {earshot.ContactRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContactRecord = function (properties) {
            this.disowned = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContactRecord account.
         * @member {Uint8Array} account
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.account = $util.newBuffer([]);

        /**
         * ContactRecord name.
         * @member {string} name
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.name = "";

        /**
         * ContactRecord consent.
         * @member {earshot.ContactRecord.Consent} consent
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.consent = 0;

        /**
         * ContactRecord deviceList.
         * @member {earshot.Signed.$Properties|null|undefined} deviceList
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.deviceList = null;

        /**
         * ContactRecord device.
         * @member {Uint8Array} device
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.device = $util.newBuffer([]);

        /**
         * ContactRecord reach.
         * @member {earshot.Reachability.$Properties|null|undefined} reach
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.reach = null;

        /**
         * ContactRecord depositSecret.
         * @member {Uint8Array} depositSecret
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.depositSecret = $util.newBuffer([]);

        /**
         * ContactRecord invite.
         * @member {earshot.Signed.$Properties|null|undefined} invite
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.invite = null;

        /**
         * ContactRecord since.
         * @member {number} since
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.since = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord inviteUsed.
         * @member {boolean} inviteUsed
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.inviteUsed = false;

        /**
         * ContactRecord leastSuite.
         * @member {number} leastSuite
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.leastSuite = 0;

        /**
         * ContactRecord toldRevision.
         * @member {number} toldRevision
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.toldRevision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord conversation.
         * @member {earshot.ConversationRecord.$Properties|null|undefined} conversation
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.conversation = null;

        /**
         * ContactRecord contested.
         * @member {earshot.ContestedRecord.$Properties|null|undefined} contested
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.contested = null;

        /**
         * ContactRecord unchecked.
         * @member {earshot.Reachability.$Properties|null|undefined} unchecked
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.unchecked = null;

        /**
         * ContactRecord writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.writerId = $util.newBuffer([]);

        /**
         * ContactRecord renewalBegun.
         * @member {number} renewalBegun
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.renewalBegun = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord renewalTaken.
         * @member {number} renewalTaken
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.renewalTaken = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord verified.
         * @member {number} verified
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.verified = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord disowned.
         * @member {Array.<Uint8Array>} disowned
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.disowned = $util.emptyArray;

        /**
         * ContactRecord believed.
         * @member {number} believed
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.believed = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ContactRecord doubted.
         * @member {boolean} doubted
         * @memberof earshot.ContactRecord
         * @instance
         */
        ContactRecord.prototype.doubted = false;

        /**
         * Creates a new ContactRecord instance using the specified properties.
         * @function create
         * @memberof earshot.ContactRecord
         * @static
         * @param {earshot.ContactRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.ContactRecord} ContactRecord instance
         * @type {{
         *   (properties: earshot.ContactRecord.$Shape): earshot.ContactRecord & earshot.ContactRecord.$Shape;
         *   (properties?: earshot.ContactRecord.$Properties): earshot.ContactRecord;
         * }}
         */
        ContactRecord.create = function(properties) {
            return new ContactRecord(properties);
        };

        /**
         * Encodes the specified ContactRecord message. Does not implicitly {@link earshot.ContactRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.ContactRecord
         * @static
         * @param {earshot.ContactRecord.$Properties} message ContactRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContactRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.account);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.consent != null && $Object.hasOwnProperty.call(message, "consent") && message.consent !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.consent);
            if (message.deviceList != null && $Object.hasOwnProperty.call(message, "deviceList"))
                $root.earshot.Signed.encode(message.deviceList, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.device);
            if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                $root.earshot.Reachability.encode(message.reach, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.depositSecret != null && $Object.hasOwnProperty.call(message, "depositSecret") && message.depositSecret.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.depositSecret);
            if (message.invite != null && $Object.hasOwnProperty.call(message, "invite"))
                $root.earshot.Signed.encode(message.invite, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.since != null && $Object.hasOwnProperty.call(message, "since") && (typeof message.since === "object" ? message.since.low || message.since.high : message.since !== 0))
                writer.uint32(/* id 9, wireType 0 =*/72).int64(message.since);
            if (message.inviteUsed != null && $Object.hasOwnProperty.call(message, "inviteUsed") && message.inviteUsed !== false)
                writer.uint32(/* id 10, wireType 0 =*/80).bool(message.inviteUsed);
            if (message.leastSuite != null && $Object.hasOwnProperty.call(message, "leastSuite") && message.leastSuite !== 0)
                writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.leastSuite);
            if (message.toldRevision != null && $Object.hasOwnProperty.call(message, "toldRevision") && (typeof message.toldRevision === "object" ? message.toldRevision.low || message.toldRevision.high : message.toldRevision !== 0))
                writer.uint32(/* id 12, wireType 0 =*/96).int64(message.toldRevision);
            if (message.conversation != null && $Object.hasOwnProperty.call(message, "conversation"))
                $root.earshot.ConversationRecord.encode(message.conversation, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.contested != null && $Object.hasOwnProperty.call(message, "contested"))
                $root.earshot.ContestedRecord.encode(message.contested, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.unchecked != null && $Object.hasOwnProperty.call(message, "unchecked"))
                $root.earshot.Reachability.encode(message.unchecked, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.writerId);
            if (message.renewalBegun != null && $Object.hasOwnProperty.call(message, "renewalBegun") && (typeof message.renewalBegun === "object" ? message.renewalBegun.low || message.renewalBegun.high : message.renewalBegun !== 0))
                writer.uint32(/* id 21, wireType 0 =*/168).int64(message.renewalBegun);
            if (message.renewalTaken != null && $Object.hasOwnProperty.call(message, "renewalTaken") && (typeof message.renewalTaken === "object" ? message.renewalTaken.low || message.renewalTaken.high : message.renewalTaken !== 0))
                writer.uint32(/* id 22, wireType 0 =*/176).int64(message.renewalTaken);
            if (message.believed != null && $Object.hasOwnProperty.call(message, "believed") && (typeof message.believed === "object" ? message.believed.low || message.believed.high : message.believed !== 0))
                writer.uint32(/* id 23, wireType 0 =*/184).int64(message.believed);
            if (message.verified != null && $Object.hasOwnProperty.call(message, "verified") && (typeof message.verified === "object" ? message.verified.low || message.verified.high : message.verified !== 0))
                writer.uint32(/* id 24, wireType 0 =*/192).int64(message.verified);
            if (message.disowned != null && message.disowned.length)
                for (let i = 0; i < message.disowned.length; ++i)
                    writer.uint32(/* id 25, wireType 2 =*/202).bytes(message.disowned[i]);
            if (message.doubted != null && $Object.hasOwnProperty.call(message, "doubted") && message.doubted !== false)
                writer.uint32(/* id 26, wireType 0 =*/208).bool(message.doubted);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContactRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ContactRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ContactRecord & earshot.ContactRecord.$Shape} ContactRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContactRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ContactRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.consent = value;
                        else
                            delete message.consent;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.deviceList = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.deviceList);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.reach = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.reach);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.depositSecret = value;
                        else
                            delete message.depositSecret;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.invite = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.invite);
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.since = value;
                        else
                            delete message.since;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.inviteUsed = value;
                        else
                            delete message.inviteUsed;
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.leastSuite = value;
                        else
                            delete message.leastSuite;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.toldRevision = value;
                        else
                            delete message.toldRevision;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.conversation = $root.earshot.ConversationRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.conversation);
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.contested = $root.earshot.ContestedRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.contested);
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.unchecked = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.unchecked);
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 21: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.renewalBegun = value;
                        else
                            delete message.renewalBegun;
                        continue;
                    }
                case 22: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.renewalTaken = value;
                        else
                            delete message.renewalTaken;
                        continue;
                    }
                case 24: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.verified = value;
                        else
                            delete message.verified;
                        continue;
                    }
                case 25: {
                        if (wireType !== 2)
                            break;
                        if (!(message.disowned && message.disowned.length))
                            message.disowned = [];
                        message.disowned.push(reader.bytes());
                        continue;
                    }
                case 23: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.believed = value;
                        else
                            delete message.believed;
                        continue;
                    }
                case 26: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.doubted = value;
                        else
                            delete message.doubted;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Consent enum.
         * @name earshot.ContactRecord.Consent
         * @enum {number}
         * @property {number} REQUESTED=0 REQUESTED value
         * @property {number} ASKED=1 ASKED value
         * @property {number} ACCEPTED=2 ACCEPTED value
         * @property {number} REJECTED=3 REJECTED value
         * @property {number} BLOCKED=4 BLOCKED value
         */
        ContactRecord.Consent = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REQUESTED"] = 0;
            values[valuesById[1] = "ASKED"] = 1;
            values[valuesById[2] = "ACCEPTED"] = 2;
            values[valuesById[3] = "REJECTED"] = 3;
            values[valuesById[4] = "BLOCKED"] = 4;
            return values;
        })();

        return ContactRecord;
    })();

    earshot.ContestedRecord = (function() {

        /**
         * Properties of a ContestedRecord.
         * @typedef {Object} earshot.ContestedRecord.$Properties
         * @property {earshot.Reachability.$Properties|null} [reach] ContestedRecord reach
         * @property {earshot.SessionRecord.$Properties|null} [session] ContestedRecord session
         * @property {earshot.ContestedRecord.Change|null} [change] ContestedRecord change
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContestedRecord.
         * @memberof earshot
         * @interface IContestedRecord
         * @augments earshot.ContestedRecord.$Properties
         * @deprecated Use earshot.ContestedRecord.$Properties instead.
         */

        /**
         * Shape of a ContestedRecord.
         * @typedef {earshot.ContestedRecord.$Properties} earshot.ContestedRecord.$Shape
         */

        /**
         * Constructs a new ContestedRecord.
         * @memberof earshot
         * @classdesc Represents a ContestedRecord.
         * @constructor
         * @param {earshot.ContestedRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContestedRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContestedRecord reach.
         * @member {earshot.Reachability.$Properties|null|undefined} reach
         * @memberof earshot.ContestedRecord
         * @instance
         */
        ContestedRecord.prototype.reach = null;

        /**
         * ContestedRecord session.
         * @member {earshot.SessionRecord.$Properties|null|undefined} session
         * @memberof earshot.ContestedRecord
         * @instance
         */
        ContestedRecord.prototype.session = null;

        /**
         * ContestedRecord change.
         * @member {earshot.ContestedRecord.Change} change
         * @memberof earshot.ContestedRecord
         * @instance
         */
        ContestedRecord.prototype.change = 0;

        /**
         * Creates a new ContestedRecord instance using the specified properties.
         * @function create
         * @memberof earshot.ContestedRecord
         * @static
         * @param {earshot.ContestedRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.ContestedRecord} ContestedRecord instance
         * @type {{
         *   (properties: earshot.ContestedRecord.$Shape): earshot.ContestedRecord & earshot.ContestedRecord.$Shape;
         *   (properties?: earshot.ContestedRecord.$Properties): earshot.ContestedRecord;
         * }}
         */
        ContestedRecord.create = function(properties) {
            return new ContestedRecord(properties);
        };

        /**
         * Encodes the specified ContestedRecord message. Does not implicitly {@link earshot.ContestedRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.ContestedRecord
         * @static
         * @param {earshot.ContestedRecord.$Properties} message ContestedRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContestedRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.reach != null && $Object.hasOwnProperty.call(message, "reach"))
                $root.earshot.Reachability.encode(message.reach, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.session != null && $Object.hasOwnProperty.call(message, "session"))
                $root.earshot.SessionRecord.encode(message.session, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.change);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContestedRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ContestedRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ContestedRecord & earshot.ContestedRecord.$Shape} ContestedRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContestedRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ContestedRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.reach = $root.earshot.Reachability.decode(reader, reader.size(), $undefined, _depth + 1, message.reach);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.session = $root.earshot.SessionRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.session);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.change = value;
                        else
                            delete message.change;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Change enum.
         * @name earshot.ContestedRecord.Change
         * @enum {number}
         * @property {number} FORKED=0 FORKED value
         * @property {number} NEW_DEVICE=1 NEW_DEVICE value
         */
        ContestedRecord.Change = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "FORKED"] = 0;
            values[valuesById[1] = "NEW_DEVICE"] = 1;
            return values;
        })();

        return ContestedRecord;
    })();

    earshot.ConversationRecord = (function() {

        /**
         * Properties of a ConversationRecord.
         * @typedef {Object} earshot.ConversationRecord.$Properties
         * @property {number|null} [counter] ConversationRecord counter
         * @property {number|null} [lamport] ConversationRecord lamport
         * @property {Array.<Uint8Array>|null} [heads] ConversationRecord heads
         * @property {Array.<earshot.WriterRecord.$Properties>|null} [writers] ConversationRecord writers
         * @property {number|null} [acknowledged] ConversationRecord acknowledged
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConversationRecord.
         * @memberof earshot
         * @interface IConversationRecord
         * @augments earshot.ConversationRecord.$Properties
         * @deprecated Use earshot.ConversationRecord.$Properties instead.
         */

        /**
         * Shape of a ConversationRecord.
         * @typedef {earshot.ConversationRecord.$Properties} earshot.ConversationRecord.$Shape
         */

        /**
         * Constructs a new ConversationRecord.
         * @memberof earshot
         * @classdesc Represents a ConversationRecord.
         * @constructor
         * @param {earshot.ConversationRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConversationRecord = function (properties) {
            this.heads = [];
            this.writers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConversationRecord counter.
         * @member {number} counter
         * @memberof earshot.ConversationRecord
         * @instance
         */
        ConversationRecord.prototype.counter = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ConversationRecord lamport.
         * @member {number} lamport
         * @memberof earshot.ConversationRecord
         * @instance
         */
        ConversationRecord.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ConversationRecord heads.
         * @member {Array.<Uint8Array>} heads
         * @memberof earshot.ConversationRecord
         * @instance
         */
        ConversationRecord.prototype.heads = $util.emptyArray;

        /**
         * ConversationRecord writers.
         * @member {Array.<earshot.WriterRecord.$Properties>} writers
         * @memberof earshot.ConversationRecord
         * @instance
         */
        ConversationRecord.prototype.writers = $util.emptyArray;

        /**
         * ConversationRecord acknowledged.
         * @member {number} acknowledged
         * @memberof earshot.ConversationRecord
         * @instance
         */
        ConversationRecord.prototype.acknowledged = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new ConversationRecord instance using the specified properties.
         * @function create
         * @memberof earshot.ConversationRecord
         * @static
         * @param {earshot.ConversationRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.ConversationRecord} ConversationRecord instance
         * @type {{
         *   (properties: earshot.ConversationRecord.$Shape): earshot.ConversationRecord & earshot.ConversationRecord.$Shape;
         *   (properties?: earshot.ConversationRecord.$Properties): earshot.ConversationRecord;
         * }}
         */
        ConversationRecord.create = function(properties) {
            return new ConversationRecord(properties);
        };

        /**
         * Encodes the specified ConversationRecord message. Does not implicitly {@link earshot.ConversationRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.ConversationRecord
         * @static
         * @param {earshot.ConversationRecord.$Properties} message ConversationRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConversationRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && (typeof message.counter === "object" ? message.counter.low || message.counter.high : message.counter !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.counter);
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.lamport);
            if (message.heads != null && message.heads.length)
                for (let i = 0; i < message.heads.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.heads[i]);
            if (message.writers != null && message.writers.length)
                for (let i = 0; i < message.writers.length; ++i)
                    $root.earshot.WriterRecord.encode(message.writers[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.acknowledged != null && $Object.hasOwnProperty.call(message, "acknowledged") && (typeof message.acknowledged === "object" ? message.acknowledged.low || message.acknowledged.high : message.acknowledged !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.acknowledged);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConversationRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ConversationRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ConversationRecord & earshot.ConversationRecord.$Shape} ConversationRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConversationRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ConversationRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.counter = value;
                        else
                            delete message.counter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.heads && message.heads.length))
                            message.heads = [];
                        message.heads.push(reader.bytes());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.writers && message.writers.length))
                            message.writers = [];
                        message.writers.push($root.earshot.WriterRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.acknowledged = value;
                        else
                            delete message.acknowledged;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConversationRecord;
    })();

    earshot.OwnWriterRecord = (function() {

        /**
         * Properties of an OwnWriterRecord.
         * @typedef {Object} earshot.OwnWriterRecord.$Properties
         * @property {Uint8Array|null} [writerId] OwnWriterRecord writerId
         * @property {Array.<Uint8Array>|null} [former] OwnWriterRecord former
         * @property {number|null} [since] OwnWriterRecord since
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an OwnWriterRecord.
         * @memberof earshot
         * @interface IOwnWriterRecord
         * @augments earshot.OwnWriterRecord.$Properties
         * @deprecated Use earshot.OwnWriterRecord.$Properties instead.
         */

        /**
         * Shape of an OwnWriterRecord.
         * @typedef {earshot.OwnWriterRecord.$Properties} earshot.OwnWriterRecord.$Shape
         */

        /**
         * Constructs a new OwnWriterRecord.
         * @memberof earshot
         * @classdesc Represents an OwnWriterRecord.
         * @constructor
         * @param {earshot.OwnWriterRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OwnWriterRecord = function (properties) {
            this.former = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OwnWriterRecord writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.OwnWriterRecord
         * @instance
         */
        OwnWriterRecord.prototype.writerId = $util.newBuffer([]);

        /**
         * OwnWriterRecord former.
         * @member {Array.<Uint8Array>} former
         * @memberof earshot.OwnWriterRecord
         * @instance
         */
        OwnWriterRecord.prototype.former = $util.emptyArray;

        /**
         * OwnWriterRecord since.
         * @member {number} since
         * @memberof earshot.OwnWriterRecord
         * @instance
         */
        OwnWriterRecord.prototype.since = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new OwnWriterRecord instance using the specified properties.
         * @function create
         * @memberof earshot.OwnWriterRecord
         * @static
         * @param {earshot.OwnWriterRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.OwnWriterRecord} OwnWriterRecord instance
         * @type {{
         *   (properties: earshot.OwnWriterRecord.$Shape): earshot.OwnWriterRecord & earshot.OwnWriterRecord.$Shape;
         *   (properties?: earshot.OwnWriterRecord.$Properties): earshot.OwnWriterRecord;
         * }}
         */
        OwnWriterRecord.create = function(properties) {
            return new OwnWriterRecord(properties);
        };

        /**
         * Encodes the specified OwnWriterRecord message. Does not implicitly {@link earshot.OwnWriterRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.OwnWriterRecord
         * @static
         * @param {earshot.OwnWriterRecord.$Properties} message OwnWriterRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OwnWriterRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.writerId);
            if (message.former != null && message.former.length)
                for (let i = 0; i < message.former.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.former[i]);
            if (message.since != null && $Object.hasOwnProperty.call(message, "since") && (typeof message.since === "object" ? message.since.low || message.since.high : message.since !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.since);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an OwnWriterRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.OwnWriterRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.OwnWriterRecord & earshot.OwnWriterRecord.$Shape} OwnWriterRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OwnWriterRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.OwnWriterRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.former && message.former.length))
                            message.former = [];
                        message.former.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.since = value;
                        else
                            delete message.since;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OwnWriterRecord;
    })();

    earshot.WriterRecord = (function() {

        /**
         * Properties of a WriterRecord.
         * @typedef {Object} earshot.WriterRecord.$Properties
         * @property {Uint8Array|null} [device] WriterRecord device
         * @property {Uint8Array|null} [writerId] WriterRecord writerId
         * @property {number|null} [contiguous] WriterRecord contiguous
         * @property {Array.<number>|null} [beyond] WriterRecord beyond
         * @property {number|null} [announced] WriterRecord announced
         * @property {Uint8Array|null} [hash] WriterRecord hash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WriterRecord.
         * @memberof earshot
         * @interface IWriterRecord
         * @augments earshot.WriterRecord.$Properties
         * @deprecated Use earshot.WriterRecord.$Properties instead.
         */

        /**
         * Shape of a WriterRecord.
         * @typedef {earshot.WriterRecord.$Properties} earshot.WriterRecord.$Shape
         */

        /**
         * Constructs a new WriterRecord.
         * @memberof earshot
         * @classdesc Represents a WriterRecord.
         * @constructor
         * @param {earshot.WriterRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WriterRecord = function (properties) {
            this.beyond = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WriterRecord device.
         * @member {Uint8Array} device
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.device = $util.newBuffer([]);

        /**
         * WriterRecord writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.writerId = $util.newBuffer([]);

        /**
         * WriterRecord contiguous.
         * @member {number} contiguous
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.contiguous = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriterRecord beyond.
         * @member {Array.<number>} beyond
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.beyond = $util.emptyArray;

        /**
         * WriterRecord announced.
         * @member {number} announced
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.announced = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriterRecord hash.
         * @member {Uint8Array} hash
         * @memberof earshot.WriterRecord
         * @instance
         */
        WriterRecord.prototype.hash = $util.newBuffer([]);

        /**
         * Creates a new WriterRecord instance using the specified properties.
         * @function create
         * @memberof earshot.WriterRecord
         * @static
         * @param {earshot.WriterRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.WriterRecord} WriterRecord instance
         * @type {{
         *   (properties: earshot.WriterRecord.$Shape): earshot.WriterRecord & earshot.WriterRecord.$Shape;
         *   (properties?: earshot.WriterRecord.$Properties): earshot.WriterRecord;
         * }}
         */
        WriterRecord.create = function(properties) {
            return new WriterRecord(properties);
        };

        /**
         * Encodes the specified WriterRecord message. Does not implicitly {@link earshot.WriterRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.WriterRecord
         * @static
         * @param {earshot.WriterRecord.$Properties} message WriterRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WriterRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.device);
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.writerId);
            if (message.contiguous != null && $Object.hasOwnProperty.call(message, "contiguous") && (typeof message.contiguous === "object" ? message.contiguous.low || message.contiguous.high : message.contiguous !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.contiguous);
            if (message.beyond != null && message.beyond.length)
                writer.uint32(/* id 4, wireType 2 =*/34).int64s(message.beyond);
            if (message.announced != null && $Object.hasOwnProperty.call(message, "announced") && (typeof message.announced === "object" ? message.announced.low || message.announced.high : message.announced !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.announced);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.hash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WriterRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.WriterRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.WriterRecord & earshot.WriterRecord.$Shape} WriterRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WriterRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.WriterRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.contiguous = value;
                        else
                            delete message.contiguous;
                        continue;
                    }
                case 4: {
                        if (wireType === 2) {
                            if (!(message.beyond && message.beyond.length))
                                message.beyond = [];
                            reader.int64s(message.beyond);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.beyond && message.beyond.length))
                            message.beyond = [];
                        message.beyond.push(reader.int64());
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.announced = value;
                        else
                            delete message.announced;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return WriterRecord;
    })();

    earshot.HistoryRecord = (function() {

        /**
         * Properties of a HistoryRecord.
         * @typedef {Object} earshot.HistoryRecord.$Properties
         * @property {Uint8Array|null} [id] HistoryRecord id
         * @property {Uint8Array|null} [author] HistoryRecord author
         * @property {Uint8Array|null} [device] HistoryRecord device
         * @property {Uint8Array|null} [writerId] HistoryRecord writerId
         * @property {number|null} [counter] HistoryRecord counter
         * @property {number|null} [lamport] HistoryRecord lamport
         * @property {Uint8Array|null} [contentHash] HistoryRecord contentHash
         * @property {number|null} [created] HistoryRecord created
         * @property {string|null} [text] HistoryRecord text
         * @property {earshot.MessageState|null} [state] HistoryRecord state
         * @property {string|null} [reason] HistoryRecord reason
         * @property {number|null} [held] HistoryRecord held
         * @property {number|null} [wanted] HistoryRecord wanted
         * @property {boolean|null} [conflict] HistoryRecord conflict
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HistoryRecord.
         * @memberof earshot
         * @interface IHistoryRecord
         * @augments earshot.HistoryRecord.$Properties
         * @deprecated Use earshot.HistoryRecord.$Properties instead.
         */

        /**
         * Shape of a HistoryRecord.
         * @typedef {earshot.HistoryRecord.$Properties} earshot.HistoryRecord.$Shape
         */

        /**
         * Constructs a new HistoryRecord.
         * @memberof earshot
         * @classdesc Represents a HistoryRecord.
         * @constructor
         * @param {earshot.HistoryRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HistoryRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HistoryRecord id.
         * @member {Uint8Array} id
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.id = $util.newBuffer([]);

        /**
         * HistoryRecord author.
         * @member {Uint8Array} author
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.author = $util.newBuffer([]);

        /**
         * HistoryRecord device.
         * @member {Uint8Array} device
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.device = $util.newBuffer([]);

        /**
         * HistoryRecord writerId.
         * @member {Uint8Array} writerId
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.writerId = $util.newBuffer([]);

        /**
         * HistoryRecord counter.
         * @member {number} counter
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.counter = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * HistoryRecord lamport.
         * @member {number} lamport
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * HistoryRecord contentHash.
         * @member {Uint8Array} contentHash
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.contentHash = $util.newBuffer([]);

        /**
         * HistoryRecord created.
         * @member {number} created
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * HistoryRecord text.
         * @member {string} text
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.text = "";

        /**
         * HistoryRecord state.
         * @member {earshot.MessageState} state
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.state = 0;

        /**
         * HistoryRecord reason.
         * @member {string} reason
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.reason = "";

        /**
         * HistoryRecord held.
         * @member {number} held
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.held = 0;

        /**
         * HistoryRecord wanted.
         * @member {number} wanted
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.wanted = 0;

        /**
         * HistoryRecord conflict.
         * @member {boolean} conflict
         * @memberof earshot.HistoryRecord
         * @instance
         */
        HistoryRecord.prototype.conflict = false;

        /**
         * Creates a new HistoryRecord instance using the specified properties.
         * @function create
         * @memberof earshot.HistoryRecord
         * @static
         * @param {earshot.HistoryRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.HistoryRecord} HistoryRecord instance
         * @type {{
         *   (properties: earshot.HistoryRecord.$Shape): earshot.HistoryRecord & earshot.HistoryRecord.$Shape;
         *   (properties?: earshot.HistoryRecord.$Properties): earshot.HistoryRecord;
         * }}
         */
        HistoryRecord.create = function(properties) {
            return new HistoryRecord(properties);
        };

        /**
         * Encodes the specified HistoryRecord message. Does not implicitly {@link earshot.HistoryRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.HistoryRecord
         * @static
         * @param {earshot.HistoryRecord.$Properties} message HistoryRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HistoryRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.author != null && $Object.hasOwnProperty.call(message, "author") && message.author.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.author);
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.device);
            if (message.writerId != null && $Object.hasOwnProperty.call(message, "writerId") && message.writerId.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.writerId);
            if (message.counter != null && $Object.hasOwnProperty.call(message, "counter") && (typeof message.counter === "object" ? message.counter.low || message.counter.high : message.counter !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.counter);
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.lamport);
            if (message.contentHash != null && $Object.hasOwnProperty.call(message, "contentHash") && message.contentHash.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.contentHash);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 8, wireType 0 =*/64).int64(message.created);
            if (message.text != null && $Object.hasOwnProperty.call(message, "text") && message.text !== "")
                writer.uint32(/* id 9, wireType 2 =*/74).string(message.text);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.state);
            if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.reason);
            if (message.held != null && $Object.hasOwnProperty.call(message, "held") && message.held !== 0)
                writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.held);
            if (message.wanted != null && $Object.hasOwnProperty.call(message, "wanted") && message.wanted !== 0)
                writer.uint32(/* id 13, wireType 0 =*/104).uint32(message.wanted);
            if (message.conflict != null && $Object.hasOwnProperty.call(message, "conflict") && message.conflict !== false)
                writer.uint32(/* id 14, wireType 0 =*/112).bool(message.conflict);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HistoryRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.HistoryRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.HistoryRecord & earshot.HistoryRecord.$Shape} HistoryRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HistoryRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.HistoryRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.author = value;
                        else
                            delete message.author;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.writerId = value;
                        else
                            delete message.writerId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.counter = value;
                        else
                            delete message.counter;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.contentHash = value;
                        else
                            delete message.contentHash;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.text = value;
                        else
                            delete message.text;
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.reason = value;
                        else
                            delete message.reason;
                        continue;
                    }
                case 12: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.held = value;
                        else
                            delete message.held;
                        continue;
                    }
                case 13: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.wanted = value;
                        else
                            delete message.wanted;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.conflict = value;
                        else
                            delete message.conflict;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HistoryRecord;
    })();

    earshot.ShownRecord = (function() {

        /**
         * Properties of a ShownRecord.
         * @typedef {Object} earshot.ShownRecord.$Properties
         * @property {number|null} [lamport] ShownRecord lamport
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ShownRecord.
         * @memberof earshot
         * @interface IShownRecord
         * @augments earshot.ShownRecord.$Properties
         * @deprecated Use earshot.ShownRecord.$Properties instead.
         */

        /**
         * Shape of a ShownRecord.
         * @typedef {earshot.ShownRecord.$Properties} earshot.ShownRecord.$Shape
         */

        /**
         * Constructs a new ShownRecord.
         * @memberof earshot
         * @classdesc Represents a ShownRecord.
         * @constructor
         * @param {earshot.ShownRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ShownRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ShownRecord lamport.
         * @member {number} lamport
         * @memberof earshot.ShownRecord
         * @instance
         */
        ShownRecord.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new ShownRecord instance using the specified properties.
         * @function create
         * @memberof earshot.ShownRecord
         * @static
         * @param {earshot.ShownRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.ShownRecord} ShownRecord instance
         * @type {{
         *   (properties: earshot.ShownRecord.$Shape): earshot.ShownRecord & earshot.ShownRecord.$Shape;
         *   (properties?: earshot.ShownRecord.$Properties): earshot.ShownRecord;
         * }}
         */
        ShownRecord.create = function(properties) {
            return new ShownRecord(properties);
        };

        /**
         * Encodes the specified ShownRecord message. Does not implicitly {@link earshot.ShownRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.ShownRecord
         * @static
         * @param {earshot.ShownRecord.$Properties} message ShownRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ShownRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.lamport);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ShownRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ShownRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ShownRecord & earshot.ShownRecord.$Shape} ShownRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ShownRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ShownRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ShownRecord;
    })();

    /**
     * MessageState enum.
     * @name earshot.MessageState
     * @enum {number}
     * @property {number} QUEUED=0 QUEUED value
     * @property {number} STORED=1 STORED value
     * @property {number} DELIVERED=2 DELIVERED value
     * @property {number} FAILED=3 FAILED value
     * @property {number} RECEIVED=4 RECEIVED value
     */
    earshot.MessageState = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "QUEUED"] = 0;
        values[valuesById[1] = "STORED"] = 1;
        values[valuesById[2] = "DELIVERED"] = 2;
        values[valuesById[3] = "FAILED"] = 3;
        values[valuesById[4] = "RECEIVED"] = 4;
        return values;
    })();

    earshot.OutboxRecord = (function() {

        /**
         * Properties of an OutboxRecord.
         * @typedef {Object} earshot.OutboxRecord.$Properties
         * @property {Uint8Array|null} [id] OutboxRecord id
         * @property {Uint8Array|null} [account] OutboxRecord account
         * @property {earshot.OutboxRecord.Kind|null} [kind] OutboxRecord kind
         * @property {Uint8Array|null} [content] OutboxRecord content
         * @property {Uint8Array|null} [sealed] OutboxRecord sealed
         * @property {number|null} [created] OutboxRecord created
         * @property {number|null} [expires] OutboxRecord expires
         * @property {number|null} [attempts] OutboxRecord attempts
         * @property {number|null} [nextAttempt] OutboxRecord nextAttempt
         * @property {Array.<earshot.DepositRecord.$Properties>|null} [deposits] OutboxRecord deposits
         * @property {number|null} [lamport] OutboxRecord lamport
         * @property {Array.<Uint8Array>|null} [acknowledges] OutboxRecord acknowledges
         * @property {Uint8Array|null} [device] OutboxRecord device
         * @property {Uint8Array|null} [session] OutboxRecord session
         * @property {number|null} [sealAgainAt] OutboxRecord sealAgainAt
         * @property {boolean|null} [handedOver] OutboxRecord handedOver
         * @property {number|null} [sealedTo] OutboxRecord sealedTo
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an OutboxRecord.
         * @memberof earshot
         * @interface IOutboxRecord
         * @augments earshot.OutboxRecord.$Properties
         * @deprecated Use earshot.OutboxRecord.$Properties instead.
         */

        /**
         * Shape of an OutboxRecord.
         * @typedef {earshot.OutboxRecord.$Properties} earshot.OutboxRecord.$Shape
         */

        /**
         * Constructs a new OutboxRecord.
         * @memberof earshot
         * @classdesc Represents an OutboxRecord.
         * @constructor
         * @param {earshot.OutboxRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OutboxRecord = function (properties) {
            this.deposits = [];
            this.acknowledges = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OutboxRecord id.
         * @member {Uint8Array} id
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.id = $util.newBuffer([]);

        /**
         * OutboxRecord account.
         * @member {Uint8Array} account
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.account = $util.newBuffer([]);

        /**
         * OutboxRecord kind.
         * @member {earshot.OutboxRecord.Kind} kind
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.kind = 0;

        /**
         * OutboxRecord content.
         * @member {Uint8Array} content
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.content = $util.newBuffer([]);

        /**
         * OutboxRecord sealed.
         * @member {Uint8Array} sealed
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.sealed = $util.newBuffer([]);

        /**
         * OutboxRecord created.
         * @member {number} created
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OutboxRecord expires.
         * @member {number} expires
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.expires = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OutboxRecord attempts.
         * @member {number} attempts
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.attempts = 0;

        /**
         * OutboxRecord nextAttempt.
         * @member {number} nextAttempt
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.nextAttempt = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OutboxRecord deposits.
         * @member {Array.<earshot.DepositRecord.$Properties>} deposits
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.deposits = $util.emptyArray;

        /**
         * OutboxRecord lamport.
         * @member {number} lamport
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.lamport = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OutboxRecord acknowledges.
         * @member {Array.<Uint8Array>} acknowledges
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.acknowledges = $util.emptyArray;

        /**
         * OutboxRecord device.
         * @member {Uint8Array} device
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.device = $util.newBuffer([]);

        /**
         * OutboxRecord session.
         * @member {Uint8Array} session
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.session = $util.newBuffer([]);

        /**
         * OutboxRecord sealAgainAt.
         * @member {number} sealAgainAt
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.sealAgainAt = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OutboxRecord handedOver.
         * @member {boolean} handedOver
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.handedOver = false;

        /**
         * OutboxRecord sealedTo.
         * @member {number} sealedTo
         * @memberof earshot.OutboxRecord
         * @instance
         */
        OutboxRecord.prototype.sealedTo = 0;

        /**
         * Creates a new OutboxRecord instance using the specified properties.
         * @function create
         * @memberof earshot.OutboxRecord
         * @static
         * @param {earshot.OutboxRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.OutboxRecord} OutboxRecord instance
         * @type {{
         *   (properties: earshot.OutboxRecord.$Shape): earshot.OutboxRecord & earshot.OutboxRecord.$Shape;
         *   (properties?: earshot.OutboxRecord.$Properties): earshot.OutboxRecord;
         * }}
         */
        OutboxRecord.create = function(properties) {
            return new OutboxRecord(properties);
        };

        /**
         * Encodes the specified OutboxRecord message. Does not implicitly {@link earshot.OutboxRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.OutboxRecord
         * @static
         * @param {earshot.OutboxRecord.$Properties} message OutboxRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OutboxRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.id);
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.account);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
            if (message.content != null && $Object.hasOwnProperty.call(message, "content") && message.content.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.content);
            if (message.sealed != null && $Object.hasOwnProperty.call(message, "sealed") && message.sealed.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.sealed);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.created);
            if (message.expires != null && $Object.hasOwnProperty.call(message, "expires") && (typeof message.expires === "object" ? message.expires.low || message.expires.high : message.expires !== 0))
                writer.uint32(/* id 7, wireType 0 =*/56).int64(message.expires);
            if (message.attempts != null && $Object.hasOwnProperty.call(message, "attempts") && message.attempts !== 0)
                writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.attempts);
            if (message.nextAttempt != null && $Object.hasOwnProperty.call(message, "nextAttempt") && (typeof message.nextAttempt === "object" ? message.nextAttempt.low || message.nextAttempt.high : message.nextAttempt !== 0))
                writer.uint32(/* id 9, wireType 0 =*/72).int64(message.nextAttempt);
            if (message.deposits != null && message.deposits.length)
                for (let i = 0; i < message.deposits.length; ++i)
                    $root.earshot.DepositRecord.encode(message.deposits[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.lamport != null && $Object.hasOwnProperty.call(message, "lamport") && (typeof message.lamport === "object" ? message.lamport.low || message.lamport.high : message.lamport !== 0))
                writer.uint32(/* id 11, wireType 0 =*/88).int64(message.lamport);
            if (message.acknowledges != null && message.acknowledges.length)
                for (let i = 0; i < message.acknowledges.length; ++i)
                    writer.uint32(/* id 12, wireType 2 =*/98).bytes(message.acknowledges[i]);
            if (message.device != null && $Object.hasOwnProperty.call(message, "device") && message.device.length)
                writer.uint32(/* id 13, wireType 2 =*/106).bytes(message.device);
            if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session.length)
                writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.session);
            if (message.sealAgainAt != null && $Object.hasOwnProperty.call(message, "sealAgainAt") && (typeof message.sealAgainAt === "object" ? message.sealAgainAt.low || message.sealAgainAt.high : message.sealAgainAt !== 0))
                writer.uint32(/* id 21, wireType 0 =*/168).int64(message.sealAgainAt);
            if (message.handedOver != null && $Object.hasOwnProperty.call(message, "handedOver") && message.handedOver !== false)
                writer.uint32(/* id 22, wireType 0 =*/176).bool(message.handedOver);
            if (message.sealedTo != null && $Object.hasOwnProperty.call(message, "sealedTo") && message.sealedTo !== 0)
                writer.uint32(/* id 23, wireType 0 =*/184).uint32(message.sealedTo);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an OutboxRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.OutboxRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.OutboxRecord & earshot.OutboxRecord.$Shape} OutboxRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OutboxRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.OutboxRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.content = value;
                        else
                            delete message.content;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.sealed = value;
                        else
                            delete message.sealed;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.expires = value;
                        else
                            delete message.expires;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.attempts = value;
                        else
                            delete message.attempts;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.nextAttempt = value;
                        else
                            delete message.nextAttempt;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if (!(message.deposits && message.deposits.length))
                            message.deposits = [];
                        message.deposits.push($root.earshot.DepositRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 11: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lamport = value;
                        else
                            delete message.lamport;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if (!(message.acknowledges && message.acknowledges.length))
                            message.acknowledges = [];
                        message.acknowledges.push(reader.bytes());
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.device = value;
                        else
                            delete message.device;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.session = value;
                        else
                            delete message.session;
                        continue;
                    }
                case 21: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.sealAgainAt = value;
                        else
                            delete message.sealAgainAt;
                        continue;
                    }
                case 22: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.handedOver = value;
                        else
                            delete message.handedOver;
                        continue;
                    }
                case 23: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.sealedTo = value;
                        else
                            delete message.sealedTo;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Kind enum.
         * @name earshot.OutboxRecord.Kind
         * @enum {number}
         * @property {number} REQUEST=0 REQUEST value
         * @property {number} ACCEPT=1 ACCEPT value
         * @property {number} DESCRIPTOR=2 DESCRIPTOR value
         * @property {number} MESSAGE=3 MESSAGE value
         * @property {number} ACKNOWLEDGEMENT=4 ACKNOWLEDGEMENT value
         * @property {number} RESUMPTION=5 RESUMPTION value
         */
        OutboxRecord.Kind = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "REQUEST"] = 0;
            values[valuesById[1] = "ACCEPT"] = 1;
            values[valuesById[2] = "DESCRIPTOR"] = 2;
            values[valuesById[3] = "MESSAGE"] = 3;
            values[valuesById[4] = "ACKNOWLEDGEMENT"] = 4;
            values[valuesById[5] = "RESUMPTION"] = 5;
            return values;
        })();

        return OutboxRecord;
    })();

    earshot.DepositRecord = (function() {

        /**
         * Properties of a DepositRecord.
         * @typedef {Object} earshot.DepositRecord.$Properties
         * @property {Uint8Array|null} [mailbox] DepositRecord mailbox
         * @property {Uint8Array|null} [nonce] DepositRecord nonce
         * @property {number|null} [heldUntil] DepositRecord heldUntil
         * @property {boolean|null} [refused] DepositRecord refused
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DepositRecord.
         * @memberof earshot
         * @interface IDepositRecord
         * @augments earshot.DepositRecord.$Properties
         * @deprecated Use earshot.DepositRecord.$Properties instead.
         */

        /**
         * Shape of a DepositRecord.
         * @typedef {earshot.DepositRecord.$Properties} earshot.DepositRecord.$Shape
         */

        /**
         * Constructs a new DepositRecord.
         * @memberof earshot
         * @classdesc Represents a DepositRecord.
         * @constructor
         * @param {earshot.DepositRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DepositRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DepositRecord mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.DepositRecord
         * @instance
         */
        DepositRecord.prototype.mailbox = $util.newBuffer([]);

        /**
         * DepositRecord nonce.
         * @member {Uint8Array} nonce
         * @memberof earshot.DepositRecord
         * @instance
         */
        DepositRecord.prototype.nonce = $util.newBuffer([]);

        /**
         * DepositRecord heldUntil.
         * @member {number} heldUntil
         * @memberof earshot.DepositRecord
         * @instance
         */
        DepositRecord.prototype.heldUntil = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * DepositRecord refused.
         * @member {boolean} refused
         * @memberof earshot.DepositRecord
         * @instance
         */
        DepositRecord.prototype.refused = false;

        /**
         * Creates a new DepositRecord instance using the specified properties.
         * @function create
         * @memberof earshot.DepositRecord
         * @static
         * @param {earshot.DepositRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.DepositRecord} DepositRecord instance
         * @type {{
         *   (properties: earshot.DepositRecord.$Shape): earshot.DepositRecord & earshot.DepositRecord.$Shape;
         *   (properties?: earshot.DepositRecord.$Properties): earshot.DepositRecord;
         * }}
         */
        DepositRecord.create = function(properties) {
            return new DepositRecord(properties);
        };

        /**
         * Encodes the specified DepositRecord message. Does not implicitly {@link earshot.DepositRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.DepositRecord
         * @static
         * @param {earshot.DepositRecord.$Properties} message DepositRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DepositRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.mailbox);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.nonce);
            if (message.heldUntil != null && $Object.hasOwnProperty.call(message, "heldUntil") && (typeof message.heldUntil === "object" ? message.heldUntil.low || message.heldUntil.high : message.heldUntil !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.heldUntil);
            if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && message.refused !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.refused);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DepositRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.DepositRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.DepositRecord & earshot.DepositRecord.$Shape} DepositRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DepositRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.DepositRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.heldUntil = value;
                        else
                            delete message.heldUntil;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.refused = value;
                        else
                            delete message.refused;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return DepositRecord;
    })();

    earshot.SeenRecord = (function() {

        /**
         * Properties of a SeenRecord.
         * @typedef {Object} earshot.SeenRecord.$Properties
         * @property {Uint8Array|null} [envelope] SeenRecord envelope
         * @property {number|null} [at] SeenRecord at
         * @property {Uint8Array|null} [account] SeenRecord account
         * @property {Uint8Array|null} [acknowledgement] SeenRecord acknowledgement
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SeenRecord.
         * @memberof earshot
         * @interface ISeenRecord
         * @augments earshot.SeenRecord.$Properties
         * @deprecated Use earshot.SeenRecord.$Properties instead.
         */

        /**
         * Shape of a SeenRecord.
         * @typedef {earshot.SeenRecord.$Properties} earshot.SeenRecord.$Shape
         */

        /**
         * Constructs a new SeenRecord.
         * @memberof earshot
         * @classdesc Represents a SeenRecord.
         * @constructor
         * @param {earshot.SeenRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SeenRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SeenRecord envelope.
         * @member {Uint8Array} envelope
         * @memberof earshot.SeenRecord
         * @instance
         */
        SeenRecord.prototype.envelope = $util.newBuffer([]);

        /**
         * SeenRecord at.
         * @member {number} at
         * @memberof earshot.SeenRecord
         * @instance
         */
        SeenRecord.prototype.at = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * SeenRecord account.
         * @member {Uint8Array} account
         * @memberof earshot.SeenRecord
         * @instance
         */
        SeenRecord.prototype.account = $util.newBuffer([]);

        /**
         * SeenRecord acknowledgement.
         * @member {Uint8Array} acknowledgement
         * @memberof earshot.SeenRecord
         * @instance
         */
        SeenRecord.prototype.acknowledgement = $util.newBuffer([]);

        /**
         * Creates a new SeenRecord instance using the specified properties.
         * @function create
         * @memberof earshot.SeenRecord
         * @static
         * @param {earshot.SeenRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.SeenRecord} SeenRecord instance
         * @type {{
         *   (properties: earshot.SeenRecord.$Shape): earshot.SeenRecord & earshot.SeenRecord.$Shape;
         *   (properties?: earshot.SeenRecord.$Properties): earshot.SeenRecord;
         * }}
         */
        SeenRecord.create = function(properties) {
            return new SeenRecord(properties);
        };

        /**
         * Encodes the specified SeenRecord message. Does not implicitly {@link earshot.SeenRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.SeenRecord
         * @static
         * @param {earshot.SeenRecord.$Properties} message SeenRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SeenRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.envelope != null && $Object.hasOwnProperty.call(message, "envelope") && message.envelope.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.envelope);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && (typeof message.at === "object" ? message.at.low || message.at.high : message.at !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.at);
            if (message.account != null && $Object.hasOwnProperty.call(message, "account") && message.account.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.account);
            if (message.acknowledgement != null && $Object.hasOwnProperty.call(message, "acknowledgement") && message.acknowledgement.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.acknowledgement);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SeenRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.SeenRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.SeenRecord & earshot.SeenRecord.$Shape} SeenRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SeenRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.SeenRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.envelope = value;
                        else
                            delete message.envelope;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.at = value;
                        else
                            delete message.at;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.account = value;
                        else
                            delete message.account;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.acknowledgement = value;
                        else
                            delete message.acknowledgement;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SeenRecord;
    })();

    earshot.AcknowledgementRecord = (function() {

        /**
         * Properties of an AcknowledgementRecord.
         * @typedef {Object} earshot.AcknowledgementRecord.$Properties
         * @property {Uint8Array|null} [envelope] AcknowledgementRecord envelope
         * @property {number|null} [at] AcknowledgementRecord at
         * @property {Uint8Array|null} [session] AcknowledgementRecord session
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AcknowledgementRecord.
         * @memberof earshot
         * @interface IAcknowledgementRecord
         * @augments earshot.AcknowledgementRecord.$Properties
         * @deprecated Use earshot.AcknowledgementRecord.$Properties instead.
         */

        /**
         * Shape of an AcknowledgementRecord.
         * @typedef {earshot.AcknowledgementRecord.$Properties} earshot.AcknowledgementRecord.$Shape
         */

        /**
         * Constructs a new AcknowledgementRecord.
         * @memberof earshot
         * @classdesc Represents an AcknowledgementRecord.
         * @constructor
         * @param {earshot.AcknowledgementRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AcknowledgementRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AcknowledgementRecord envelope.
         * @member {Uint8Array} envelope
         * @memberof earshot.AcknowledgementRecord
         * @instance
         */
        AcknowledgementRecord.prototype.envelope = $util.newBuffer([]);

        /**
         * AcknowledgementRecord at.
         * @member {number} at
         * @memberof earshot.AcknowledgementRecord
         * @instance
         */
        AcknowledgementRecord.prototype.at = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * AcknowledgementRecord session.
         * @member {Uint8Array} session
         * @memberof earshot.AcknowledgementRecord
         * @instance
         */
        AcknowledgementRecord.prototype.session = $util.newBuffer([]);

        /**
         * Creates a new AcknowledgementRecord instance using the specified properties.
         * @function create
         * @memberof earshot.AcknowledgementRecord
         * @static
         * @param {earshot.AcknowledgementRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.AcknowledgementRecord} AcknowledgementRecord instance
         * @type {{
         *   (properties: earshot.AcknowledgementRecord.$Shape): earshot.AcknowledgementRecord & earshot.AcknowledgementRecord.$Shape;
         *   (properties?: earshot.AcknowledgementRecord.$Properties): earshot.AcknowledgementRecord;
         * }}
         */
        AcknowledgementRecord.create = function(properties) {
            return new AcknowledgementRecord(properties);
        };

        /**
         * Encodes the specified AcknowledgementRecord message. Does not implicitly {@link earshot.AcknowledgementRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.AcknowledgementRecord
         * @static
         * @param {earshot.AcknowledgementRecord.$Properties} message AcknowledgementRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AcknowledgementRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.envelope != null && $Object.hasOwnProperty.call(message, "envelope") && message.envelope.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.envelope);
            if (message.at != null && $Object.hasOwnProperty.call(message, "at") && (typeof message.at === "object" ? message.at.low || message.at.high : message.at !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.at);
            if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.session);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AcknowledgementRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.AcknowledgementRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.AcknowledgementRecord & earshot.AcknowledgementRecord.$Shape} AcknowledgementRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AcknowledgementRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.AcknowledgementRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.envelope = value;
                        else
                            delete message.envelope;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.at = value;
                        else
                            delete message.at;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.session = value;
                        else
                            delete message.session;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AcknowledgementRecord;
    })();

    earshot.InviteRecord = (function() {

        /**
         * Properties of an InviteRecord.
         * @typedef {Object} earshot.InviteRecord.$Properties
         * @property {earshot.Signed.$Properties|null} [invite] InviteRecord invite
         * @property {number|null} [uses] InviteRecord uses
         * @property {boolean|null} [revoked] InviteRecord revoked
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an InviteRecord.
         * @memberof earshot
         * @interface IInviteRecord
         * @augments earshot.InviteRecord.$Properties
         * @deprecated Use earshot.InviteRecord.$Properties instead.
         */

        /**
         * Shape of an InviteRecord.
         * @typedef {earshot.InviteRecord.$Properties} earshot.InviteRecord.$Shape
         */

        /**
         * Constructs a new InviteRecord.
         * @memberof earshot
         * @classdesc Represents an InviteRecord.
         * @constructor
         * @param {earshot.InviteRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const InviteRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * InviteRecord invite.
         * @member {earshot.Signed.$Properties|null|undefined} invite
         * @memberof earshot.InviteRecord
         * @instance
         */
        InviteRecord.prototype.invite = null;

        /**
         * InviteRecord uses.
         * @member {number} uses
         * @memberof earshot.InviteRecord
         * @instance
         */
        InviteRecord.prototype.uses = 0;

        /**
         * InviteRecord revoked.
         * @member {boolean} revoked
         * @memberof earshot.InviteRecord
         * @instance
         */
        InviteRecord.prototype.revoked = false;

        /**
         * Creates a new InviteRecord instance using the specified properties.
         * @function create
         * @memberof earshot.InviteRecord
         * @static
         * @param {earshot.InviteRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.InviteRecord} InviteRecord instance
         * @type {{
         *   (properties: earshot.InviteRecord.$Shape): earshot.InviteRecord & earshot.InviteRecord.$Shape;
         *   (properties?: earshot.InviteRecord.$Properties): earshot.InviteRecord;
         * }}
         */
        InviteRecord.create = function(properties) {
            return new InviteRecord(properties);
        };

        /**
         * Encodes the specified InviteRecord message. Does not implicitly {@link earshot.InviteRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.InviteRecord
         * @static
         * @param {earshot.InviteRecord.$Properties} message InviteRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        InviteRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.invite != null && $Object.hasOwnProperty.call(message, "invite"))
                $root.earshot.Signed.encode(message.invite, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.uses != null && $Object.hasOwnProperty.call(message, "uses") && message.uses !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.uses);
            if (message.revoked != null && $Object.hasOwnProperty.call(message, "revoked") && message.revoked !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.revoked);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an InviteRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.InviteRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.InviteRecord & earshot.InviteRecord.$Shape} InviteRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        InviteRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.InviteRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.invite = $root.earshot.Signed.decode(reader, reader.size(), $undefined, _depth + 1, message.invite);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.uses = value;
                        else
                            delete message.uses;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.revoked = value;
                        else
                            delete message.revoked;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return InviteRecord;
    })();

    earshot.MailboxRecord = (function() {

        /**
         * Properties of a MailboxRecord.
         * @typedef {Object} earshot.MailboxRecord.$Properties
         * @property {Uint8Array|null} [seed] MailboxRecord seed
         * @property {Uint8Array|null} [coordinator] MailboxRecord coordinator
         * @property {Array.<string>|null} [addresses] MailboxRecord addresses
         * @property {boolean|null} [requests] MailboxRecord requests
         * @property {Uint8Array|null} [incarnation] MailboxRecord incarnation
         * @property {number|null} [after] MailboxRecord after
         * @property {number|null} [retired] MailboxRecord retired
         * @property {Array.<Uint8Array>|null} [epochs] MailboxRecord epochs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MailboxRecord.
         * @memberof earshot
         * @interface IMailboxRecord
         * @augments earshot.MailboxRecord.$Properties
         * @deprecated Use earshot.MailboxRecord.$Properties instead.
         */

        /**
         * Shape of a MailboxRecord.
         * @typedef {earshot.MailboxRecord.$Properties} earshot.MailboxRecord.$Shape
         */

        /**
         * Constructs a new MailboxRecord.
         * @memberof earshot
         * @classdesc Represents a MailboxRecord.
         * @constructor
         * @param {earshot.MailboxRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MailboxRecord = function (properties) {
            this.addresses = [];
            this.epochs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MailboxRecord seed.
         * @member {Uint8Array} seed
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.seed = $util.newBuffer([]);

        /**
         * MailboxRecord coordinator.
         * @member {Uint8Array} coordinator
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.coordinator = $util.newBuffer([]);

        /**
         * MailboxRecord addresses.
         * @member {Array.<string>} addresses
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.addresses = $util.emptyArray;

        /**
         * MailboxRecord requests.
         * @member {boolean} requests
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.requests = false;

        /**
         * MailboxRecord incarnation.
         * @member {Uint8Array} incarnation
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.incarnation = $util.newBuffer([]);

        /**
         * MailboxRecord after.
         * @member {number} after
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.after = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * MailboxRecord retired.
         * @member {number} retired
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.retired = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * MailboxRecord epochs.
         * @member {Array.<Uint8Array>} epochs
         * @memberof earshot.MailboxRecord
         * @instance
         */
        MailboxRecord.prototype.epochs = $util.emptyArray;

        /**
         * Creates a new MailboxRecord instance using the specified properties.
         * @function create
         * @memberof earshot.MailboxRecord
         * @static
         * @param {earshot.MailboxRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.MailboxRecord} MailboxRecord instance
         * @type {{
         *   (properties: earshot.MailboxRecord.$Shape): earshot.MailboxRecord & earshot.MailboxRecord.$Shape;
         *   (properties?: earshot.MailboxRecord.$Properties): earshot.MailboxRecord;
         * }}
         */
        MailboxRecord.create = function(properties) {
            return new MailboxRecord(properties);
        };

        /**
         * Encodes the specified MailboxRecord message. Does not implicitly {@link earshot.MailboxRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.MailboxRecord
         * @static
         * @param {earshot.MailboxRecord.$Properties} message MailboxRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MailboxRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.seed);
            if (message.coordinator != null && $Object.hasOwnProperty.call(message, "coordinator") && message.coordinator.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.coordinator);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.addresses[i]);
            if (message.requests != null && $Object.hasOwnProperty.call(message, "requests") && message.requests !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.requests);
            if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && message.incarnation.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.incarnation);
            if (message.after != null && $Object.hasOwnProperty.call(message, "after") && (typeof message.after === "object" ? message.after.low || message.after.high : message.after !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.after);
            if (message.retired != null && $Object.hasOwnProperty.call(message, "retired") && (typeof message.retired === "object" ? message.retired.low || message.retired.high : message.retired !== 0))
                writer.uint32(/* id 7, wireType 0 =*/56).int64(message.retired);
            if (message.epochs != null && message.epochs.length)
                for (let i = 0; i < message.epochs.length; ++i)
                    writer.uint32(/* id 20, wireType 2 =*/162).bytes(message.epochs[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MailboxRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.MailboxRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.MailboxRecord & earshot.MailboxRecord.$Shape} MailboxRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MailboxRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.MailboxRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seed = value;
                        else
                            delete message.seed;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.coordinator = value;
                        else
                            delete message.coordinator;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.requests = value;
                        else
                            delete message.requests;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.incarnation = value;
                        else
                            delete message.incarnation;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.after = value;
                        else
                            delete message.after;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.retired = value;
                        else
                            delete message.retired;
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        if (!(message.epochs && message.epochs.length))
                            message.epochs = [];
                        message.epochs.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return MailboxRecord;
    })();

    earshot.HostRecord = (function() {

        /**
         * Properties of a HostRecord.
         * @typedef {Object} earshot.HostRecord.$Properties
         * @property {Uint8Array|null} [seed] HostRecord seed
         * @property {Uint8Array|null} [certificate] HostRecord certificate
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HostRecord.
         * @memberof earshot
         * @interface IHostRecord
         * @augments earshot.HostRecord.$Properties
         * @deprecated Use earshot.HostRecord.$Properties instead.
         */

        /**
         * Shape of a HostRecord.
         * @typedef {earshot.HostRecord.$Properties} earshot.HostRecord.$Shape
         */

        /**
         * Constructs a new HostRecord.
         * @memberof earshot
         * @classdesc Represents a HostRecord.
         * @constructor
         * @param {earshot.HostRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HostRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HostRecord seed.
         * @member {Uint8Array} seed
         * @memberof earshot.HostRecord
         * @instance
         */
        HostRecord.prototype.seed = $util.newBuffer([]);

        /**
         * HostRecord certificate.
         * @member {Uint8Array} certificate
         * @memberof earshot.HostRecord
         * @instance
         */
        HostRecord.prototype.certificate = $util.newBuffer([]);

        /**
         * Creates a new HostRecord instance using the specified properties.
         * @function create
         * @memberof earshot.HostRecord
         * @static
         * @param {earshot.HostRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.HostRecord} HostRecord instance
         * @type {{
         *   (properties: earshot.HostRecord.$Shape): earshot.HostRecord & earshot.HostRecord.$Shape;
         *   (properties?: earshot.HostRecord.$Properties): earshot.HostRecord;
         * }}
         */
        HostRecord.create = function(properties) {
            return new HostRecord(properties);
        };

        /**
         * Encodes the specified HostRecord message. Does not implicitly {@link earshot.HostRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.HostRecord
         * @static
         * @param {earshot.HostRecord.$Properties} message HostRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HostRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.seed);
            if (message.certificate != null && $Object.hasOwnProperty.call(message, "certificate") && message.certificate.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.certificate);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HostRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.HostRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.HostRecord & earshot.HostRecord.$Shape} HostRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HostRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.HostRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seed = value;
                        else
                            delete message.seed;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.certificate = value;
                        else
                            delete message.certificate;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return HostRecord;
    })();

    earshot.PortsRecord = (function() {

        /**
         * Properties of a PortsRecord.
         * @typedef {Object} earshot.PortsRecord.$Properties
         * @property {Array.<earshot.PortRecord.$Properties>|null} [ports] PortsRecord ports
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PortsRecord.
         * @memberof earshot
         * @interface IPortsRecord
         * @augments earshot.PortsRecord.$Properties
         * @deprecated Use earshot.PortsRecord.$Properties instead.
         */

        /**
         * Shape of a PortsRecord.
         * @typedef {earshot.PortsRecord.$Properties} earshot.PortsRecord.$Shape
         */

        /**
         * Constructs a new PortsRecord.
         * @memberof earshot
         * @classdesc Represents a PortsRecord.
         * @constructor
         * @param {earshot.PortsRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PortsRecord = function (properties) {
            this.ports = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PortsRecord ports.
         * @member {Array.<earshot.PortRecord.$Properties>} ports
         * @memberof earshot.PortsRecord
         * @instance
         */
        PortsRecord.prototype.ports = $util.emptyArray;

        /**
         * Creates a new PortsRecord instance using the specified properties.
         * @function create
         * @memberof earshot.PortsRecord
         * @static
         * @param {earshot.PortsRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.PortsRecord} PortsRecord instance
         * @type {{
         *   (properties: earshot.PortsRecord.$Shape): earshot.PortsRecord & earshot.PortsRecord.$Shape;
         *   (properties?: earshot.PortsRecord.$Properties): earshot.PortsRecord;
         * }}
         */
        PortsRecord.create = function(properties) {
            return new PortsRecord(properties);
        };

        /**
         * Encodes the specified PortsRecord message. Does not implicitly {@link earshot.PortsRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.PortsRecord
         * @static
         * @param {earshot.PortsRecord.$Properties} message PortsRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PortsRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ports != null && message.ports.length)
                for (let i = 0; i < message.ports.length; ++i)
                    $root.earshot.PortRecord.encode(message.ports[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PortsRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PortsRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PortsRecord & earshot.PortsRecord.$Shape} PortsRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PortsRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PortsRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.ports && message.ports.length))
                            message.ports = [];
                        message.ports.push($root.earshot.PortRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PortsRecord;
    })();

    earshot.PortRecord = (function() {

        /**
         * Properties of a PortRecord.
         * @typedef {Object} earshot.PortRecord.$Properties
         * @property {string|null} [listen] PortRecord listen
         * @property {number|null} [port] PortRecord port
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PortRecord.
         * @memberof earshot
         * @interface IPortRecord
         * @augments earshot.PortRecord.$Properties
         * @deprecated Use earshot.PortRecord.$Properties instead.
         */

        /**
         * Shape of a PortRecord.
         * @typedef {earshot.PortRecord.$Properties} earshot.PortRecord.$Shape
         */

        /**
         * Constructs a new PortRecord.
         * @memberof earshot
         * @classdesc Represents a PortRecord.
         * @constructor
         * @param {earshot.PortRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PortRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PortRecord listen.
         * @member {string} listen
         * @memberof earshot.PortRecord
         * @instance
         */
        PortRecord.prototype.listen = "";

        /**
         * PortRecord port.
         * @member {number} port
         * @memberof earshot.PortRecord
         * @instance
         */
        PortRecord.prototype.port = 0;

        /**
         * Creates a new PortRecord instance using the specified properties.
         * @function create
         * @memberof earshot.PortRecord
         * @static
         * @param {earshot.PortRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.PortRecord} PortRecord instance
         * @type {{
         *   (properties: earshot.PortRecord.$Shape): earshot.PortRecord & earshot.PortRecord.$Shape;
         *   (properties?: earshot.PortRecord.$Properties): earshot.PortRecord;
         * }}
         */
        PortRecord.create = function(properties) {
            return new PortRecord(properties);
        };

        /**
         * Encodes the specified PortRecord message. Does not implicitly {@link earshot.PortRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.PortRecord
         * @static
         * @param {earshot.PortRecord.$Properties} message PortRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PortRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.listen != null && $Object.hasOwnProperty.call(message, "listen") && message.listen !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.listen);
            if (message.port != null && $Object.hasOwnProperty.call(message, "port") && message.port !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.port);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PortRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PortRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PortRecord & earshot.PortRecord.$Shape} PortRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PortRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PortRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.listen = value;
                        else
                            delete message.listen;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.port = value;
                        else
                            delete message.port;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PortRecord;
    })();

    earshot.NetworkRecord = (function() {

        /**
         * Properties of a NetworkRecord.
         * @typedef {Object} earshot.NetworkRecord.$Properties
         * @property {string|null} [name] NetworkRecord name
         * @property {Uint8Array|null} [secret] NetworkRecord secret
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkRecord.
         * @memberof earshot
         * @interface INetworkRecord
         * @augments earshot.NetworkRecord.$Properties
         * @deprecated Use earshot.NetworkRecord.$Properties instead.
         */

        /**
         * Shape of a NetworkRecord.
         * @typedef {earshot.NetworkRecord.$Properties} earshot.NetworkRecord.$Shape
         */

        /**
         * Constructs a new NetworkRecord.
         * @memberof earshot
         * @classdesc Represents a NetworkRecord.
         * @constructor
         * @param {earshot.NetworkRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkRecord name.
         * @member {string} name
         * @memberof earshot.NetworkRecord
         * @instance
         */
        NetworkRecord.prototype.name = "";

        /**
         * NetworkRecord secret.
         * @member {Uint8Array} secret
         * @memberof earshot.NetworkRecord
         * @instance
         */
        NetworkRecord.prototype.secret = $util.newBuffer([]);

        /**
         * Creates a new NetworkRecord instance using the specified properties.
         * @function create
         * @memberof earshot.NetworkRecord
         * @static
         * @param {earshot.NetworkRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.NetworkRecord} NetworkRecord instance
         * @type {{
         *   (properties: earshot.NetworkRecord.$Shape): earshot.NetworkRecord & earshot.NetworkRecord.$Shape;
         *   (properties?: earshot.NetworkRecord.$Properties): earshot.NetworkRecord;
         * }}
         */
        NetworkRecord.create = function(properties) {
            return new NetworkRecord(properties);
        };

        /**
         * Encodes the specified NetworkRecord message. Does not implicitly {@link earshot.NetworkRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.NetworkRecord
         * @static
         * @param {earshot.NetworkRecord.$Properties} message NetworkRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret") && message.secret.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.secret);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.NetworkRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.NetworkRecord & earshot.NetworkRecord.$Shape} NetworkRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.NetworkRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.secret = value;
                        else
                            delete message.secret;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return NetworkRecord;
    })();

    earshot.SessionRecord = (function() {

        /**
         * Properties of a SessionRecord.
         * @typedef {Object} earshot.SessionRecord.$Properties
         * @property {number|null} [format] SessionRecord format
         * @property {number|null} [version] SessionRecord version
         * @property {number|null} [suite] SessionRecord suite
         * @property {Uint8Array|null} [id] SessionRecord id
         * @property {number|null} [created] SessionRecord created
         * @property {number|null} [rank] SessionRecord rank
         * @property {Uint8Array|null} [associatedData] SessionRecord associatedData
         * @property {Uint8Array|null} [rootKey] SessionRecord rootKey
         * @property {Uint8Array|null} [ratchetSecret] SessionRecord ratchetSecret
         * @property {Uint8Array|null} [ratchetKey] SessionRecord ratchetKey
         * @property {Uint8Array|null} [peerRatchetKey] SessionRecord peerRatchetKey
         * @property {earshot.SendingChainRecord.$Properties|null} [sending] SessionRecord sending
         * @property {Uint8Array|null} [nextSendingHeaderKey] SessionRecord nextSendingHeaderKey
         * @property {number|null} [previousChainLength] SessionRecord previousChainLength
         * @property {Uint8Array|null} [nextReceivingHeaderKey] SessionRecord nextReceivingHeaderKey
         * @property {Uint8Array|null} [receivingChainKey] SessionRecord receivingChainKey
         * @property {number|null} [receivingMessageNumber] SessionRecord receivingMessageNumber
         * @property {Array.<earshot.ReceivingChainRecord.$Properties>|null} [chains] SessionRecord chains
         * @property {earshot.KemRecord.$Properties|null} [kem] SessionRecord kem
         * @property {boolean|null} [retired] SessionRecord retired
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SessionRecord.
         * @memberof earshot
         * @interface ISessionRecord
         * @augments earshot.SessionRecord.$Properties
         * @deprecated Use earshot.SessionRecord.$Properties instead.
         */

        /**
         * Shape of a SessionRecord.
         * @typedef {earshot.SessionRecord.$Properties} earshot.SessionRecord.$Shape
         */

        /**
         * Constructs a new SessionRecord.
         * @memberof earshot
         * @classdesc Represents a SessionRecord.
         * @constructor
         * @param {earshot.SessionRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SessionRecord = function (properties) {
            this.chains = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SessionRecord format.
         * @member {number} format
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.format = 0;

        /**
         * SessionRecord version.
         * @member {number} version
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.version = 0;

        /**
         * SessionRecord suite.
         * @member {number} suite
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.suite = 0;

        /**
         * SessionRecord id.
         * @member {Uint8Array} id
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.id = $util.newBuffer([]);

        /**
         * SessionRecord created.
         * @member {number} created
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * SessionRecord rank.
         * @member {number} rank
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.rank = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * SessionRecord associatedData.
         * @member {Uint8Array} associatedData
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.associatedData = $util.newBuffer([]);

        /**
         * SessionRecord rootKey.
         * @member {Uint8Array} rootKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.rootKey = $util.newBuffer([]);

        /**
         * SessionRecord ratchetSecret.
         * @member {Uint8Array} ratchetSecret
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.ratchetSecret = $util.newBuffer([]);

        /**
         * SessionRecord ratchetKey.
         * @member {Uint8Array} ratchetKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.ratchetKey = $util.newBuffer([]);

        /**
         * SessionRecord peerRatchetKey.
         * @member {Uint8Array} peerRatchetKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.peerRatchetKey = $util.newBuffer([]);

        /**
         * SessionRecord sending.
         * @member {earshot.SendingChainRecord.$Properties|null|undefined} sending
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.sending = null;

        /**
         * SessionRecord nextSendingHeaderKey.
         * @member {Uint8Array} nextSendingHeaderKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.nextSendingHeaderKey = $util.newBuffer([]);

        /**
         * SessionRecord previousChainLength.
         * @member {number} previousChainLength
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.previousChainLength = 0;

        /**
         * SessionRecord nextReceivingHeaderKey.
         * @member {Uint8Array} nextReceivingHeaderKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.nextReceivingHeaderKey = $util.newBuffer([]);

        /**
         * SessionRecord receivingChainKey.
         * @member {Uint8Array} receivingChainKey
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.receivingChainKey = $util.newBuffer([]);

        /**
         * SessionRecord receivingMessageNumber.
         * @member {number} receivingMessageNumber
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.receivingMessageNumber = 0;

        /**
         * SessionRecord chains.
         * @member {Array.<earshot.ReceivingChainRecord.$Properties>} chains
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.chains = $util.emptyArray;

        /**
         * SessionRecord kem.
         * @member {earshot.KemRecord.$Properties|null|undefined} kem
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.kem = null;

        /**
         * SessionRecord retired.
         * @member {boolean} retired
         * @memberof earshot.SessionRecord
         * @instance
         */
        SessionRecord.prototype.retired = false;

        /**
         * Creates a new SessionRecord instance using the specified properties.
         * @function create
         * @memberof earshot.SessionRecord
         * @static
         * @param {earshot.SessionRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.SessionRecord} SessionRecord instance
         * @type {{
         *   (properties: earshot.SessionRecord.$Shape): earshot.SessionRecord & earshot.SessionRecord.$Shape;
         *   (properties?: earshot.SessionRecord.$Properties): earshot.SessionRecord;
         * }}
         */
        SessionRecord.create = function(properties) {
            return new SessionRecord(properties);
        };

        /**
         * Encodes the specified SessionRecord message. Does not implicitly {@link earshot.SessionRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.SessionRecord
         * @static
         * @param {earshot.SessionRecord.$Properties} message SessionRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SessionRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.version);
            if (message.suite != null && $Object.hasOwnProperty.call(message, "suite") && message.suite !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.suite);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.id);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.created);
            if (message.rank != null && $Object.hasOwnProperty.call(message, "rank") && (typeof message.rank === "object" ? message.rank.low || message.rank.high : message.rank !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.rank);
            if (message.associatedData != null && $Object.hasOwnProperty.call(message, "associatedData") && message.associatedData.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.associatedData);
            if (message.rootKey != null && $Object.hasOwnProperty.call(message, "rootKey") && message.rootKey.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.rootKey);
            if (message.ratchetSecret != null && $Object.hasOwnProperty.call(message, "ratchetSecret") && message.ratchetSecret.length)
                writer.uint32(/* id 9, wireType 2 =*/74).bytes(message.ratchetSecret);
            if (message.ratchetKey != null && $Object.hasOwnProperty.call(message, "ratchetKey") && message.ratchetKey.length)
                writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.ratchetKey);
            if (message.peerRatchetKey != null && $Object.hasOwnProperty.call(message, "peerRatchetKey") && message.peerRatchetKey.length)
                writer.uint32(/* id 11, wireType 2 =*/90).bytes(message.peerRatchetKey);
            if (message.sending != null && $Object.hasOwnProperty.call(message, "sending"))
                $root.earshot.SendingChainRecord.encode(message.sending, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.nextSendingHeaderKey != null && $Object.hasOwnProperty.call(message, "nextSendingHeaderKey") && message.nextSendingHeaderKey.length)
                writer.uint32(/* id 13, wireType 2 =*/106).bytes(message.nextSendingHeaderKey);
            if (message.previousChainLength != null && $Object.hasOwnProperty.call(message, "previousChainLength") && message.previousChainLength !== 0)
                writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.previousChainLength);
            if (message.nextReceivingHeaderKey != null && $Object.hasOwnProperty.call(message, "nextReceivingHeaderKey") && message.nextReceivingHeaderKey.length)
                writer.uint32(/* id 15, wireType 2 =*/122).bytes(message.nextReceivingHeaderKey);
            if (message.receivingChainKey != null && $Object.hasOwnProperty.call(message, "receivingChainKey") && message.receivingChainKey.length)
                writer.uint32(/* id 16, wireType 2 =*/130).bytes(message.receivingChainKey);
            if (message.receivingMessageNumber != null && $Object.hasOwnProperty.call(message, "receivingMessageNumber") && message.receivingMessageNumber !== 0)
                writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.receivingMessageNumber);
            if (message.chains != null && message.chains.length)
                for (let i = 0; i < message.chains.length; ++i)
                    $root.earshot.ReceivingChainRecord.encode(message.chains[i], writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
            if (message.kem != null && $Object.hasOwnProperty.call(message, "kem"))
                $root.earshot.KemRecord.encode(message.kem, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
            if (message.retired != null && $Object.hasOwnProperty.call(message, "retired") && message.retired !== false)
                writer.uint32(/* id 20, wireType 0 =*/160).bool(message.retired);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SessionRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.SessionRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.SessionRecord & earshot.SessionRecord.$Shape} SessionRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SessionRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.SessionRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.suite = value;
                        else
                            delete message.suite;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.rank = value;
                        else
                            delete message.rank;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.associatedData = value;
                        else
                            delete message.associatedData;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.rootKey = value;
                        else
                            delete message.rootKey;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ratchetSecret = value;
                        else
                            delete message.ratchetSecret;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.ratchetKey = value;
                        else
                            delete message.ratchetKey;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.peerRatchetKey = value;
                        else
                            delete message.peerRatchetKey;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.sending = $root.earshot.SendingChainRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.sending);
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextSendingHeaderKey = value;
                        else
                            delete message.nextSendingHeaderKey;
                        continue;
                    }
                case 14: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.previousChainLength = value;
                        else
                            delete message.previousChainLength;
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextReceivingHeaderKey = value;
                        else
                            delete message.nextReceivingHeaderKey;
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.receivingChainKey = value;
                        else
                            delete message.receivingChainKey;
                        continue;
                    }
                case 17: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.receivingMessageNumber = value;
                        else
                            delete message.receivingMessageNumber;
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        if (!(message.chains && message.chains.length))
                            message.chains = [];
                        message.chains.push($root.earshot.ReceivingChainRecord.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.kem = $root.earshot.KemRecord.decode(reader, reader.size(), $undefined, _depth + 1, message.kem);
                        continue;
                    }
                case 20: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.retired = value;
                        else
                            delete message.retired;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SessionRecord;
    })();

    earshot.KemRecord = (function() {

        /**
         * Properties of a KemRecord.
         * @typedef {Object} earshot.KemRecord.$Properties
         * @property {number|null} [messages] KemRecord messages
         * @property {number|null} [since] KemRecord since
         * @property {Uint8Array|null} [seed] KemRecord seed
         * @property {Uint8Array|null} [offered] KemRecord offered
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a KemRecord.
         * @memberof earshot
         * @interface IKemRecord
         * @augments earshot.KemRecord.$Properties
         * @deprecated Use earshot.KemRecord.$Properties instead.
         */

        /**
         * Shape of a KemRecord.
         * @typedef {earshot.KemRecord.$Properties} earshot.KemRecord.$Shape
         */

        /**
         * Constructs a new KemRecord.
         * @memberof earshot
         * @classdesc Represents a KemRecord.
         * @constructor
         * @param {earshot.KemRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const KemRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * KemRecord messages.
         * @member {number} messages
         * @memberof earshot.KemRecord
         * @instance
         */
        KemRecord.prototype.messages = 0;

        /**
         * KemRecord since.
         * @member {number} since
         * @memberof earshot.KemRecord
         * @instance
         */
        KemRecord.prototype.since = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * KemRecord seed.
         * @member {Uint8Array} seed
         * @memberof earshot.KemRecord
         * @instance
         */
        KemRecord.prototype.seed = $util.newBuffer([]);

        /**
         * KemRecord offered.
         * @member {Uint8Array} offered
         * @memberof earshot.KemRecord
         * @instance
         */
        KemRecord.prototype.offered = $util.newBuffer([]);

        /**
         * Creates a new KemRecord instance using the specified properties.
         * @function create
         * @memberof earshot.KemRecord
         * @static
         * @param {earshot.KemRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.KemRecord} KemRecord instance
         * @type {{
         *   (properties: earshot.KemRecord.$Shape): earshot.KemRecord & earshot.KemRecord.$Shape;
         *   (properties?: earshot.KemRecord.$Properties): earshot.KemRecord;
         * }}
         */
        KemRecord.create = function(properties) {
            return new KemRecord(properties);
        };

        /**
         * Encodes the specified KemRecord message. Does not implicitly {@link earshot.KemRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.KemRecord
         * @static
         * @param {earshot.KemRecord.$Properties} message KemRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        KemRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.messages != null && $Object.hasOwnProperty.call(message, "messages") && message.messages !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.messages);
            if (message.since != null && $Object.hasOwnProperty.call(message, "since") && (typeof message.since === "object" ? message.since.low || message.since.high : message.since !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.since);
            if (message.seed != null && $Object.hasOwnProperty.call(message, "seed") && message.seed.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.seed);
            if (message.offered != null && $Object.hasOwnProperty.call(message, "offered") && message.offered.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.offered);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a KemRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.KemRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.KemRecord & earshot.KemRecord.$Shape} KemRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        KemRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.KemRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.messages = value;
                        else
                            delete message.messages;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.since = value;
                        else
                            delete message.since;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.seed = value;
                        else
                            delete message.seed;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.offered = value;
                        else
                            delete message.offered;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return KemRecord;
    })();

    earshot.SendingChainRecord = (function() {

        /**
         * Properties of a SendingChainRecord.
         * @typedef {Object} earshot.SendingChainRecord.$Properties
         * @property {Uint8Array|null} [chainKey] SendingChainRecord chainKey
         * @property {Uint8Array|null} [headerKey] SendingChainRecord headerKey
         * @property {number|null} [messageNumber] SendingChainRecord messageNumber
         * @property {Uint8Array|null} [kem] SendingChainRecord kem
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SendingChainRecord.
         * @memberof earshot
         * @interface ISendingChainRecord
         * @augments earshot.SendingChainRecord.$Properties
         * @deprecated Use earshot.SendingChainRecord.$Properties instead.
         */

        /**
         * Shape of a SendingChainRecord.
         * @typedef {earshot.SendingChainRecord.$Properties} earshot.SendingChainRecord.$Shape
         */

        /**
         * Constructs a new SendingChainRecord.
         * @memberof earshot
         * @classdesc Represents a SendingChainRecord.
         * @constructor
         * @param {earshot.SendingChainRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SendingChainRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SendingChainRecord chainKey.
         * @member {Uint8Array} chainKey
         * @memberof earshot.SendingChainRecord
         * @instance
         */
        SendingChainRecord.prototype.chainKey = $util.newBuffer([]);

        /**
         * SendingChainRecord headerKey.
         * @member {Uint8Array} headerKey
         * @memberof earshot.SendingChainRecord
         * @instance
         */
        SendingChainRecord.prototype.headerKey = $util.newBuffer([]);

        /**
         * SendingChainRecord messageNumber.
         * @member {number} messageNumber
         * @memberof earshot.SendingChainRecord
         * @instance
         */
        SendingChainRecord.prototype.messageNumber = 0;

        /**
         * SendingChainRecord kem.
         * @member {Uint8Array} kem
         * @memberof earshot.SendingChainRecord
         * @instance
         */
        SendingChainRecord.prototype.kem = $util.newBuffer([]);

        /**
         * Creates a new SendingChainRecord instance using the specified properties.
         * @function create
         * @memberof earshot.SendingChainRecord
         * @static
         * @param {earshot.SendingChainRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.SendingChainRecord} SendingChainRecord instance
         * @type {{
         *   (properties: earshot.SendingChainRecord.$Shape): earshot.SendingChainRecord & earshot.SendingChainRecord.$Shape;
         *   (properties?: earshot.SendingChainRecord.$Properties): earshot.SendingChainRecord;
         * }}
         */
        SendingChainRecord.create = function(properties) {
            return new SendingChainRecord(properties);
        };

        /**
         * Encodes the specified SendingChainRecord message. Does not implicitly {@link earshot.SendingChainRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.SendingChainRecord
         * @static
         * @param {earshot.SendingChainRecord.$Properties} message SendingChainRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SendingChainRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chainKey != null && $Object.hasOwnProperty.call(message, "chainKey") && message.chainKey.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.chainKey);
            if (message.headerKey != null && $Object.hasOwnProperty.call(message, "headerKey") && message.headerKey.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.headerKey);
            if (message.messageNumber != null && $Object.hasOwnProperty.call(message, "messageNumber") && message.messageNumber !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.messageNumber);
            if (message.kem != null && $Object.hasOwnProperty.call(message, "kem") && message.kem.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.kem);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SendingChainRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.SendingChainRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.SendingChainRecord & earshot.SendingChainRecord.$Shape} SendingChainRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SendingChainRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.SendingChainRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chainKey = value;
                        else
                            delete message.chainKey;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.headerKey = value;
                        else
                            delete message.headerKey;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.messageNumber = value;
                        else
                            delete message.messageNumber;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kem = value;
                        else
                            delete message.kem;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SendingChainRecord;
    })();

    earshot.ReceivingChainRecord = (function() {

        /**
         * Properties of a ReceivingChainRecord.
         * @typedef {Object} earshot.ReceivingChainRecord.$Properties
         * @property {number|null} [number] ReceivingChainRecord number
         * @property {Uint8Array|null} [headerKey] ReceivingChainRecord headerKey
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ReceivingChainRecord.
         * @memberof earshot
         * @interface IReceivingChainRecord
         * @augments earshot.ReceivingChainRecord.$Properties
         * @deprecated Use earshot.ReceivingChainRecord.$Properties instead.
         */

        /**
         * Shape of a ReceivingChainRecord.
         * @typedef {earshot.ReceivingChainRecord.$Properties} earshot.ReceivingChainRecord.$Shape
         */

        /**
         * Constructs a new ReceivingChainRecord.
         * @memberof earshot
         * @classdesc Represents a ReceivingChainRecord.
         * @constructor
         * @param {earshot.ReceivingChainRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ReceivingChainRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ReceivingChainRecord number.
         * @member {number} number
         * @memberof earshot.ReceivingChainRecord
         * @instance
         */
        ReceivingChainRecord.prototype.number = 0;

        /**
         * ReceivingChainRecord headerKey.
         * @member {Uint8Array} headerKey
         * @memberof earshot.ReceivingChainRecord
         * @instance
         */
        ReceivingChainRecord.prototype.headerKey = $util.newBuffer([]);

        /**
         * Creates a new ReceivingChainRecord instance using the specified properties.
         * @function create
         * @memberof earshot.ReceivingChainRecord
         * @static
         * @param {earshot.ReceivingChainRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.ReceivingChainRecord} ReceivingChainRecord instance
         * @type {{
         *   (properties: earshot.ReceivingChainRecord.$Shape): earshot.ReceivingChainRecord & earshot.ReceivingChainRecord.$Shape;
         *   (properties?: earshot.ReceivingChainRecord.$Properties): earshot.ReceivingChainRecord;
         * }}
         */
        ReceivingChainRecord.create = function(properties) {
            return new ReceivingChainRecord(properties);
        };

        /**
         * Encodes the specified ReceivingChainRecord message. Does not implicitly {@link earshot.ReceivingChainRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.ReceivingChainRecord
         * @static
         * @param {earshot.ReceivingChainRecord.$Properties} message ReceivingChainRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ReceivingChainRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && message.number !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.number);
            if (message.headerKey != null && $Object.hasOwnProperty.call(message, "headerKey") && message.headerKey.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.headerKey);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ReceivingChainRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.ReceivingChainRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.ReceivingChainRecord & earshot.ReceivingChainRecord.$Shape} ReceivingChainRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ReceivingChainRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.ReceivingChainRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.headerKey = value;
                        else
                            delete message.headerKey;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ReceivingChainRecord;
    })();

    earshot.SkippedKeyRecord = (function() {

        /**
         * Properties of a SkippedKeyRecord.
         * @typedef {Object} earshot.SkippedKeyRecord.$Properties
         * @property {number|null} [format] SkippedKeyRecord format
         * @property {Uint8Array|null} [session] SkippedKeyRecord session
         * @property {number|null} [chain] SkippedKeyRecord chain
         * @property {number|null} [messageNumber] SkippedKeyRecord messageNumber
         * @property {Uint8Array|null} [messageKey] SkippedKeyRecord messageKey
         * @property {number|null} [created] SkippedKeyRecord created
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SkippedKeyRecord.
         * @memberof earshot
         * @interface ISkippedKeyRecord
         * @augments earshot.SkippedKeyRecord.$Properties
         * @deprecated Use earshot.SkippedKeyRecord.$Properties instead.
         */

        /**
         * Shape of a SkippedKeyRecord.
         * @typedef {earshot.SkippedKeyRecord.$Properties} earshot.SkippedKeyRecord.$Shape
         */

        /**
         * Constructs a new SkippedKeyRecord.
         * @memberof earshot
         * @classdesc Represents a SkippedKeyRecord.
         * @constructor
         * @param {earshot.SkippedKeyRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SkippedKeyRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SkippedKeyRecord format.
         * @member {number} format
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.format = 0;

        /**
         * SkippedKeyRecord session.
         * @member {Uint8Array} session
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.session = $util.newBuffer([]);

        /**
         * SkippedKeyRecord chain.
         * @member {number} chain
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.chain = 0;

        /**
         * SkippedKeyRecord messageNumber.
         * @member {number} messageNumber
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.messageNumber = 0;

        /**
         * SkippedKeyRecord messageKey.
         * @member {Uint8Array} messageKey
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.messageKey = $util.newBuffer([]);

        /**
         * SkippedKeyRecord created.
         * @member {number} created
         * @memberof earshot.SkippedKeyRecord
         * @instance
         */
        SkippedKeyRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new SkippedKeyRecord instance using the specified properties.
         * @function create
         * @memberof earshot.SkippedKeyRecord
         * @static
         * @param {earshot.SkippedKeyRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.SkippedKeyRecord} SkippedKeyRecord instance
         * @type {{
         *   (properties: earshot.SkippedKeyRecord.$Shape): earshot.SkippedKeyRecord & earshot.SkippedKeyRecord.$Shape;
         *   (properties?: earshot.SkippedKeyRecord.$Properties): earshot.SkippedKeyRecord;
         * }}
         */
        SkippedKeyRecord.create = function(properties) {
            return new SkippedKeyRecord(properties);
        };

        /**
         * Encodes the specified SkippedKeyRecord message. Does not implicitly {@link earshot.SkippedKeyRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.SkippedKeyRecord
         * @static
         * @param {earshot.SkippedKeyRecord.$Properties} message SkippedKeyRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SkippedKeyRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
            if (message.session != null && $Object.hasOwnProperty.call(message, "session") && message.session.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.session);
            if (message.chain != null && $Object.hasOwnProperty.call(message, "chain") && message.chain !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.chain);
            if (message.messageNumber != null && $Object.hasOwnProperty.call(message, "messageNumber") && message.messageNumber !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.messageNumber);
            if (message.messageKey != null && $Object.hasOwnProperty.call(message, "messageKey") && message.messageKey.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.messageKey);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.created);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SkippedKeyRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.SkippedKeyRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.SkippedKeyRecord & earshot.SkippedKeyRecord.$Shape} SkippedKeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SkippedKeyRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.SkippedKeyRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.session = value;
                        else
                            delete message.session;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chain = value;
                        else
                            delete message.chain;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.messageNumber = value;
                        else
                            delete message.messageNumber;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.messageKey = value;
                        else
                            delete message.messageKey;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return SkippedKeyRecord;
    })();

    earshot.PrekeyRecord = (function() {

        /**
         * Properties of a PrekeyRecord.
         * @typedef {Object} earshot.PrekeyRecord.$Properties
         * @property {number|null} [format] PrekeyRecord format
         * @property {number|null} [signedPrekeyId] PrekeyRecord signedPrekeyId
         * @property {Uint8Array|null} [signedPrekeySecret] PrekeyRecord signedPrekeySecret
         * @property {number|null} [kemPrekeyId] PrekeyRecord kemPrekeyId
         * @property {Uint8Array|null} [kemPrekeySeed] PrekeyRecord kemPrekeySeed
         * @property {Uint8Array|null} [requestSecret] PrekeyRecord requestSecret
         * @property {number|null} [created] PrekeyRecord created
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PrekeyRecord.
         * @memberof earshot
         * @interface IPrekeyRecord
         * @augments earshot.PrekeyRecord.$Properties
         * @deprecated Use earshot.PrekeyRecord.$Properties instead.
         */

        /**
         * Shape of a PrekeyRecord.
         * @typedef {earshot.PrekeyRecord.$Properties} earshot.PrekeyRecord.$Shape
         */

        /**
         * Constructs a new PrekeyRecord.
         * @memberof earshot
         * @classdesc Represents a PrekeyRecord.
         * @constructor
         * @param {earshot.PrekeyRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PrekeyRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PrekeyRecord format.
         * @member {number} format
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.format = 0;

        /**
         * PrekeyRecord signedPrekeyId.
         * @member {number} signedPrekeyId
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.signedPrekeyId = 0;

        /**
         * PrekeyRecord signedPrekeySecret.
         * @member {Uint8Array} signedPrekeySecret
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.signedPrekeySecret = $util.newBuffer([]);

        /**
         * PrekeyRecord kemPrekeyId.
         * @member {number} kemPrekeyId
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.kemPrekeyId = 0;

        /**
         * PrekeyRecord kemPrekeySeed.
         * @member {Uint8Array} kemPrekeySeed
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.kemPrekeySeed = $util.newBuffer([]);

        /**
         * PrekeyRecord requestSecret.
         * @member {Uint8Array} requestSecret
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.requestSecret = $util.newBuffer([]);

        /**
         * PrekeyRecord created.
         * @member {number} created
         * @memberof earshot.PrekeyRecord
         * @instance
         */
        PrekeyRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new PrekeyRecord instance using the specified properties.
         * @function create
         * @memberof earshot.PrekeyRecord
         * @static
         * @param {earshot.PrekeyRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.PrekeyRecord} PrekeyRecord instance
         * @type {{
         *   (properties: earshot.PrekeyRecord.$Shape): earshot.PrekeyRecord & earshot.PrekeyRecord.$Shape;
         *   (properties?: earshot.PrekeyRecord.$Properties): earshot.PrekeyRecord;
         * }}
         */
        PrekeyRecord.create = function(properties) {
            return new PrekeyRecord(properties);
        };

        /**
         * Encodes the specified PrekeyRecord message. Does not implicitly {@link earshot.PrekeyRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.PrekeyRecord
         * @static
         * @param {earshot.PrekeyRecord.$Properties} message PrekeyRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PrekeyRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
            if (message.signedPrekeyId != null && $Object.hasOwnProperty.call(message, "signedPrekeyId") && message.signedPrekeyId !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.signedPrekeyId);
            if (message.signedPrekeySecret != null && $Object.hasOwnProperty.call(message, "signedPrekeySecret") && message.signedPrekeySecret.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.signedPrekeySecret);
            if (message.kemPrekeyId != null && $Object.hasOwnProperty.call(message, "kemPrekeyId") && message.kemPrekeyId !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.kemPrekeyId);
            if (message.kemPrekeySeed != null && $Object.hasOwnProperty.call(message, "kemPrekeySeed") && message.kemPrekeySeed.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.kemPrekeySeed);
            if (message.requestSecret != null && $Object.hasOwnProperty.call(message, "requestSecret") && message.requestSecret.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.requestSecret);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 7, wireType 0 =*/56).int64(message.created);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PrekeyRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.PrekeyRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.PrekeyRecord & earshot.PrekeyRecord.$Shape} PrekeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PrekeyRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.PrekeyRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.signedPrekeyId = value;
                        else
                            delete message.signedPrekeyId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.signedPrekeySecret = value;
                        else
                            delete message.signedPrekeySecret;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.kemPrekeyId = value;
                        else
                            delete message.kemPrekeyId;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kemPrekeySeed = value;
                        else
                            delete message.kemPrekeySeed;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.requestSecret = value;
                        else
                            delete message.requestSecret;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PrekeyRecord;
    })();

    earshot.OneTimePrekeyRecord = (function() {

        /**
         * Properties of a OneTimePrekeyRecord.
         * @typedef {Object} earshot.OneTimePrekeyRecord.$Properties
         * @property {number|null} [format] OneTimePrekeyRecord format
         * @property {number|null} [id] OneTimePrekeyRecord id
         * @property {Uint8Array|null} [curveSecret] OneTimePrekeyRecord curveSecret
         * @property {Uint8Array|null} [kemSeed] OneTimePrekeyRecord kemSeed
         * @property {number|null} [created] OneTimePrekeyRecord created
         * @property {Uint8Array|null} [mailbox] OneTimePrekeyRecord mailbox
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a OneTimePrekeyRecord.
         * @memberof earshot
         * @interface IOneTimePrekeyRecord
         * @augments earshot.OneTimePrekeyRecord.$Properties
         * @deprecated Use earshot.OneTimePrekeyRecord.$Properties instead.
         */

        /**
         * Shape of a OneTimePrekeyRecord.
         * @typedef {earshot.OneTimePrekeyRecord.$Properties} earshot.OneTimePrekeyRecord.$Shape
         */

        /**
         * Constructs a new OneTimePrekeyRecord.
         * @memberof earshot
         * @classdesc Represents a OneTimePrekeyRecord.
         * @constructor
         * @param {earshot.OneTimePrekeyRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const OneTimePrekeyRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * OneTimePrekeyRecord format.
         * @member {number} format
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.format = 0;

        /**
         * OneTimePrekeyRecord id.
         * @member {number} id
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.id = 0;

        /**
         * OneTimePrekeyRecord curveSecret.
         * @member {Uint8Array} curveSecret
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.curveSecret = $util.newBuffer([]);

        /**
         * OneTimePrekeyRecord kemSeed.
         * @member {Uint8Array} kemSeed
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.kemSeed = $util.newBuffer([]);

        /**
         * OneTimePrekeyRecord created.
         * @member {number} created
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.created = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * OneTimePrekeyRecord mailbox.
         * @member {Uint8Array} mailbox
         * @memberof earshot.OneTimePrekeyRecord
         * @instance
         */
        OneTimePrekeyRecord.prototype.mailbox = $util.newBuffer([]);

        /**
         * Creates a new OneTimePrekeyRecord instance using the specified properties.
         * @function create
         * @memberof earshot.OneTimePrekeyRecord
         * @static
         * @param {earshot.OneTimePrekeyRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.OneTimePrekeyRecord} OneTimePrekeyRecord instance
         * @type {{
         *   (properties: earshot.OneTimePrekeyRecord.$Shape): earshot.OneTimePrekeyRecord & earshot.OneTimePrekeyRecord.$Shape;
         *   (properties?: earshot.OneTimePrekeyRecord.$Properties): earshot.OneTimePrekeyRecord;
         * }}
         */
        OneTimePrekeyRecord.create = function(properties) {
            return new OneTimePrekeyRecord(properties);
        };

        /**
         * Encodes the specified OneTimePrekeyRecord message. Does not implicitly {@link earshot.OneTimePrekeyRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.OneTimePrekeyRecord
         * @static
         * @param {earshot.OneTimePrekeyRecord.$Properties} message OneTimePrekeyRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        OneTimePrekeyRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.format);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.id);
            if (message.curveSecret != null && $Object.hasOwnProperty.call(message, "curveSecret") && message.curveSecret.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.curveSecret);
            if (message.kemSeed != null && $Object.hasOwnProperty.call(message, "kemSeed") && message.kemSeed.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.kemSeed);
            if (message.created != null && $Object.hasOwnProperty.call(message, "created") && (typeof message.created === "object" ? message.created.low || message.created.high : message.created !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.created);
            if (message.mailbox != null && $Object.hasOwnProperty.call(message, "mailbox") && message.mailbox.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.mailbox);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a OneTimePrekeyRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.OneTimePrekeyRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.OneTimePrekeyRecord & earshot.OneTimePrekeyRecord.$Shape} OneTimePrekeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        OneTimePrekeyRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.OneTimePrekeyRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.curveSecret = value;
                        else
                            delete message.curveSecret;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.kemSeed = value;
                        else
                            delete message.kemSeed;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.created = value;
                        else
                            delete message.created;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.mailbox = value;
                        else
                            delete message.mailbox;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return OneTimePrekeyRecord;
    })();

    earshot.RouteRecord = (function() {

        /**
         * Properties of a RouteRecord.
         * @typedef {Object} earshot.RouteRecord.$Properties
         * @property {string|null} [userId] RouteRecord userId
         * @property {string|null} [peerId] RouteRecord peerId
         * @property {Array.<string>|null} [addresses] RouteRecord addresses
         * @property {number|null} [lastSeen] RouteRecord lastSeen
         * @property {number|null} [successPermille] RouteRecord successPermille
         * @property {string|null} [path] RouteRecord path
         * @property {boolean|null} [heard] RouteRecord heard
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RouteRecord.
         * @memberof earshot
         * @interface IRouteRecord
         * @augments earshot.RouteRecord.$Properties
         * @deprecated Use earshot.RouteRecord.$Properties instead.
         */

        /**
         * Shape of a RouteRecord.
         * @typedef {earshot.RouteRecord.$Properties} earshot.RouteRecord.$Shape
         */

        /**
         * Constructs a new RouteRecord.
         * @memberof earshot
         * @classdesc Represents a RouteRecord.
         * @constructor
         * @param {earshot.RouteRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RouteRecord = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RouteRecord userId.
         * @member {string} userId
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.userId = "";

        /**
         * RouteRecord peerId.
         * @member {string} peerId
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.peerId = "";

        /**
         * RouteRecord addresses.
         * @member {Array.<string>} addresses
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.addresses = $util.emptyArray;

        /**
         * RouteRecord lastSeen.
         * @member {number} lastSeen
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.lastSeen = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RouteRecord successPermille.
         * @member {number} successPermille
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.successPermille = 0;

        /**
         * RouteRecord path.
         * @member {string} path
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.path = "";

        /**
         * RouteRecord heard.
         * @member {boolean} heard
         * @memberof earshot.RouteRecord
         * @instance
         */
        RouteRecord.prototype.heard = false;

        /**
         * Creates a new RouteRecord instance using the specified properties.
         * @function create
         * @memberof earshot.RouteRecord
         * @static
         * @param {earshot.RouteRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.RouteRecord} RouteRecord instance
         * @type {{
         *   (properties: earshot.RouteRecord.$Shape): earshot.RouteRecord & earshot.RouteRecord.$Shape;
         *   (properties?: earshot.RouteRecord.$Properties): earshot.RouteRecord;
         * }}
         */
        RouteRecord.create = function(properties) {
            return new RouteRecord(properties);
        };

        /**
         * Encodes the specified RouteRecord message. Does not implicitly {@link earshot.RouteRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.RouteRecord
         * @static
         * @param {earshot.RouteRecord.$Properties} message RouteRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RouteRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.userId != null && $Object.hasOwnProperty.call(message, "userId") && message.userId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.userId);
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.addresses[i]);
            if (message.lastSeen != null && $Object.hasOwnProperty.call(message, "lastSeen") && (typeof message.lastSeen === "object" ? message.lastSeen.low || message.lastSeen.high : message.lastSeen !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.lastSeen);
            if (message.successPermille != null && $Object.hasOwnProperty.call(message, "successPermille") && message.successPermille !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.successPermille);
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.path);
            if (message.heard != null && $Object.hasOwnProperty.call(message, "heard") && message.heard !== false)
                writer.uint32(/* id 7, wireType 0 =*/56).bool(message.heard);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RouteRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.RouteRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.RouteRecord & earshot.RouteRecord.$Shape} RouteRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RouteRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.RouteRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.userId = value;
                        else
                            delete message.userId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.peerId = value;
                        else
                            delete message.peerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastSeen = value;
                        else
                            delete message.lastSeen;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.successPermille = value;
                        else
                            delete message.successPermille;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.heard = value;
                        else
                            delete message.heard;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RouteRecord;
    })();

    earshot.CoordinatorRecord = (function() {

        /**
         * Properties of a CoordinatorRecord.
         * @typedef {Object} earshot.CoordinatorRecord.$Properties
         * @property {string|null} [peerId] CoordinatorRecord peerId
         * @property {Array.<string>|null} [addresses] CoordinatorRecord addresses
         * @property {number|null} [lastHeard] CoordinatorRecord lastHeard
         * @property {number|null} [reachableSince] CoordinatorRecord reachableSince
         * @property {number|null} [lastConnected] CoordinatorRecord lastConnected
         * @property {boolean|null} [confirmed] CoordinatorRecord confirmed
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CoordinatorRecord.
         * @memberof earshot
         * @interface ICoordinatorRecord
         * @augments earshot.CoordinatorRecord.$Properties
         * @deprecated Use earshot.CoordinatorRecord.$Properties instead.
         */

        /**
         * Shape of a CoordinatorRecord.
         * @typedef {earshot.CoordinatorRecord.$Properties} earshot.CoordinatorRecord.$Shape
         */

        /**
         * Constructs a new CoordinatorRecord.
         * @memberof earshot
         * @classdesc Represents a CoordinatorRecord.
         * @constructor
         * @param {earshot.CoordinatorRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CoordinatorRecord = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CoordinatorRecord peerId.
         * @member {string} peerId
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.peerId = "";

        /**
         * CoordinatorRecord addresses.
         * @member {Array.<string>} addresses
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.addresses = $util.emptyArray;

        /**
         * CoordinatorRecord lastHeard.
         * @member {number} lastHeard
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.lastHeard = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * CoordinatorRecord reachableSince.
         * @member {number} reachableSince
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.reachableSince = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * CoordinatorRecord lastConnected.
         * @member {number} lastConnected
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.lastConnected = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * CoordinatorRecord confirmed.
         * @member {boolean} confirmed
         * @memberof earshot.CoordinatorRecord
         * @instance
         */
        CoordinatorRecord.prototype.confirmed = false;

        /**
         * Creates a new CoordinatorRecord instance using the specified properties.
         * @function create
         * @memberof earshot.CoordinatorRecord
         * @static
         * @param {earshot.CoordinatorRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.CoordinatorRecord} CoordinatorRecord instance
         * @type {{
         *   (properties: earshot.CoordinatorRecord.$Shape): earshot.CoordinatorRecord & earshot.CoordinatorRecord.$Shape;
         *   (properties?: earshot.CoordinatorRecord.$Properties): earshot.CoordinatorRecord;
         * }}
         */
        CoordinatorRecord.create = function(properties) {
            return new CoordinatorRecord(properties);
        };

        /**
         * Encodes the specified CoordinatorRecord message. Does not implicitly {@link earshot.CoordinatorRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.CoordinatorRecord
         * @static
         * @param {earshot.CoordinatorRecord.$Properties} message CoordinatorRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CoordinatorRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.addresses[i]);
            if (message.lastHeard != null && $Object.hasOwnProperty.call(message, "lastHeard") && (typeof message.lastHeard === "object" ? message.lastHeard.low || message.lastHeard.high : message.lastHeard !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.lastHeard);
            if (message.reachableSince != null && $Object.hasOwnProperty.call(message, "reachableSince") && (typeof message.reachableSince === "object" ? message.reachableSince.low || message.reachableSince.high : message.reachableSince !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.reachableSince);
            if (message.lastConnected != null && $Object.hasOwnProperty.call(message, "lastConnected") && (typeof message.lastConnected === "object" ? message.lastConnected.low || message.lastConnected.high : message.lastConnected !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.lastConnected);
            if (message.confirmed != null && $Object.hasOwnProperty.call(message, "confirmed") && message.confirmed !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.confirmed);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CoordinatorRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.CoordinatorRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.CoordinatorRecord & earshot.CoordinatorRecord.$Shape} CoordinatorRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CoordinatorRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.CoordinatorRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.peerId = value;
                        else
                            delete message.peerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastHeard = value;
                        else
                            delete message.lastHeard;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.reachableSince = value;
                        else
                            delete message.reachableSince;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastConnected = value;
                        else
                            delete message.lastConnected;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.confirmed = value;
                        else
                            delete message.confirmed;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CoordinatorRecord;
    })();

    earshot.LookupRevisionRecord = (function() {

        /**
         * Properties of a LookupRevisionRecord.
         * @typedef {Object} earshot.LookupRevisionRecord.$Properties
         * @property {Uint8Array|null} [key] LookupRevisionRecord key
         * @property {number|null} [day] LookupRevisionRecord day
         * @property {number|null} [revision] LookupRevisionRecord revision
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LookupRevisionRecord.
         * @memberof earshot
         * @interface ILookupRevisionRecord
         * @augments earshot.LookupRevisionRecord.$Properties
         * @deprecated Use earshot.LookupRevisionRecord.$Properties instead.
         */

        /**
         * Shape of a LookupRevisionRecord.
         * @typedef {earshot.LookupRevisionRecord.$Properties} earshot.LookupRevisionRecord.$Shape
         */

        /**
         * Constructs a new LookupRevisionRecord.
         * @memberof earshot
         * @classdesc Represents a LookupRevisionRecord.
         * @constructor
         * @param {earshot.LookupRevisionRecord.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LookupRevisionRecord = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LookupRevisionRecord key.
         * @member {Uint8Array} key
         * @memberof earshot.LookupRevisionRecord
         * @instance
         */
        LookupRevisionRecord.prototype.key = $util.newBuffer([]);

        /**
         * LookupRevisionRecord day.
         * @member {number} day
         * @memberof earshot.LookupRevisionRecord
         * @instance
         */
        LookupRevisionRecord.prototype.day = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * LookupRevisionRecord revision.
         * @member {number} revision
         * @memberof earshot.LookupRevisionRecord
         * @instance
         */
        LookupRevisionRecord.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Creates a new LookupRevisionRecord instance using the specified properties.
         * @function create
         * @memberof earshot.LookupRevisionRecord
         * @static
         * @param {earshot.LookupRevisionRecord.$Properties=} [properties] Properties to set
         * @returns {earshot.LookupRevisionRecord} LookupRevisionRecord instance
         * @type {{
         *   (properties: earshot.LookupRevisionRecord.$Shape): earshot.LookupRevisionRecord & earshot.LookupRevisionRecord.$Shape;
         *   (properties?: earshot.LookupRevisionRecord.$Properties): earshot.LookupRevisionRecord;
         * }}
         */
        LookupRevisionRecord.create = function(properties) {
            return new LookupRevisionRecord(properties);
        };

        /**
         * Encodes the specified LookupRevisionRecord message. Does not implicitly {@link earshot.LookupRevisionRecord.verify|verify} messages.
         * @function encode
         * @memberof earshot.LookupRevisionRecord
         * @static
         * @param {earshot.LookupRevisionRecord.$Properties} message LookupRevisionRecord message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LookupRevisionRecord.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.key);
            if (message.day != null && $Object.hasOwnProperty.call(message, "day") && (typeof message.day === "object" ? message.day.low || message.day.high : message.day !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.day);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.revision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LookupRevisionRecord message from the specified reader or buffer.
         * @function decode
         * @memberof earshot.LookupRevisionRecord
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {earshot.LookupRevisionRecord & earshot.LookupRevisionRecord.$Shape} LookupRevisionRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LookupRevisionRecord.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.earshot.LookupRevisionRecord();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.day = value;
                        else
                            delete message.day;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.revision = value;
                        else
                            delete message.revision;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return LookupRevisionRecord;
    })();

    return earshot;
})();

export {
  $root as default
};
